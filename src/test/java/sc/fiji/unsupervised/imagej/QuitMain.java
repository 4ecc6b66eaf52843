package sc.fiji.unsupervised.imagej;

import ij.IJ;
import ij.ImageJ;
import ij.Macro;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real ImageJ in a process of its own that runs a command and is quit when a file appears, and a while later. Arguments:
 * command, options, file, milliseconds.
 */
public final class QuitMain {

	private static final int MOST = 120_000;

	private QuitMain() {}

	public static void main(final String[] args) throws Exception {
		final Path home = Files.createTempDirectory("imagej");
		System.setProperty("plugins.dir", home.toString());
		final ImageJ imagej = new ImageJ(ImageJ.STANDALONE);
		imagej.exitWhenQuitting(true);
		final Thread job = new Thread(() -> IJ.runPlugIn(CommandLauncher.class.getName(), args[0]), "Run$_" + args[1]);
		Macro.setOptions(job, args[1]);
		job.start();
		final Path file = Path.of(args[2]);
		for (int waited = 0; !Files.exists(file) && waited < MOST; waited += 10) Thread.sleep(10);
		Thread.sleep(Integer.parseInt(args[3]));
		System.out.println("quits while the job is " + (job.isAlive() ? "running" : "done"));
		imagej.quit();
		Thread.sleep(MOST);
		System.out.println("did not quit");
		Runtime.getRuntime().halt(9);
	}
}
