package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.StopAfter;
import sc.fiji.unsupervised.TrainingStep;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.stack.FeatureCache;

/** Trainings that are stopped at some step and go on. */
class CheckpointTest {

	private static final MethodSettings SETTINGS = new MethodSettings(3, 14, "auto", 1);

	@TempDir
	Path folder;

	private Path file;
	private FeatureCache cache;
	private Session session;

	@BeforeEach
	void open() {
		file = folder.resolve("model.useg.checkpoint");
		cache = MethodContract.twoTextures();
		session = Session.open(new Session.Options("cpu", 2, 1));
	}

	@AfterEach
	void close() {
		session.close();
		cache.close();
	}

	private Fitted train(final Method method, final MethodSettings settings, final Progress progress) {
		return method.fit(cache, settings, session, Checkpoint.at(file), progress);
	}

	private void stop(final Method method, final int step) {
		assertThrows(CancelledException.class, () -> train(method, SETTINGS, new StopAfter(step)));
	}

	/** A line for each part of a result, which differs when a bit does. */
	private static List<String> bits(final Fitted fitted) {
		final List<String> bits = new ArrayList<>();
		fitted.head().parameters().forEach((name, t) -> bits.add(name + bits(t.data())));
		bits.add(bits(fitted.prototypes().centres().data()));
		for (final StepRecord r : fitted.diagnostics().steps()) bits.add(bits(r.row()) + " " + r.loss() + " " + Arrays.deepHashCode(r
			.histograms()) + bits(r.shares()));
		bits.add(fitted.diagnostics().notes().toString());
		return bits;
	}

	private static String bits(final float[] values) {
		long hash = 0;
		for (final float value : values) hash = 1_000_003 * hash + Float.floatToRawIntBits(value);
		return " " + hash;
	}

	@ParameterizedTest
	@ValueSource(strings = { "stego", "stego-ema", "proposals" })
	void aStoppedTrainingEndsWithTheSameBytes(final String id) {
		final Method method = Methods.of(id);
		final List<String> whole = bits(method.fit(cache, SETTINGS, session, Progress.NONE));
		for (final int step : new int[] { 1, 12 }) {
			stop(method, step);
			final StopAfter second = new StopAfter(0);
			assertEquals(whole, bits(train(method, SETTINGS, second)), "stopped after step " + step);
			assertTrue(second.log.get(0).startsWith("The training goes on after step " + step + " "), second.log.toString());
			Checkpoint.at(file).delete();
		}
	}

	@Test
	void itMayBeStoppedAgainAndAfterItsLastStep() {
		final List<String> whole = bits(new Stego().fit(cache, SETTINGS, session, Progress.NONE));
		for (final int step : new int[] { 2, 11, 14 }) stop(new Stego(), step);
		assertEquals(whole, bits(train(new Stego(), SETTINGS, Progress.NONE)));
	}

	@Test
	void howOftenItIsWrittenDoesNotMatter() {
		final List<String> whole = bits(new Stego().fit(cache, SETTINGS, session, Progress.NONE));
		assertEquals(whole, bits(new Stego().fit(cache, SETTINGS, session, Checkpoint.at(file, Duration.ZERO), Progress.NONE)));
		assertTrue(Files.exists(file));
	}

	@Test
	void watchersSeeTheStepsBefore() {
		stop(new Stego(), 7);
		final MethodContract.Content all = new MethodContract.Content(Integer.MAX_VALUE);
		train(new Stego(), SETTINGS, all);
		assertEquals(14, all.told.size());
		for (int i = 0; i < 14; i++) assertEquals(i + 1, all.told.get(i).step());
		for (final TrainingStep step : all.told) assertEquals(3, step.histograms().length);
	}

	@Test
	void anEarlyEndIsNoStop() {
		final Fitted ended = train(new Stego(), SETTINGS, new MethodContract.Content(4));
		assertEquals(4, ended.diagnostics().steps().size());
		assertFalse(Files.exists(file));
	}

	@Test
	void anInterruptedThreadLeavesOneToo() {
		final Progress interrupting = (stage, fraction, message) -> {
			if (message.startsWith("step 5 of")) Thread.currentThread().interrupt();
		};
		assertThrows(CancelledException.class, () -> train(new Stego(), SETTINGS, interrupting));
		assertTrue(Thread.interrupted());
		final StopAfter second = new StopAfter(0);
		train(new Stego(), SETTINGS, second);
		assertTrue(second.log.get(0).contains("after step 5 "), second.log.toString());
	}

	@Test
	void anotherTrainingDoesNotUseIt() throws IOException {
		stop(new Stego(), 7);
		final byte[] kept = Files.readAllBytes(file);
		assertAnew(new StegoAverage(), SETTINGS);
		for (final MethodSettings other : List.of(new MethodSettings(4, 14, "auto", 1), new MethodSettings(3, 15, "auto", 1),
			new MethodSettings(3, 14, "potsdam", 1), new MethodSettings(3, 14, "auto", 2)))
		{
			Files.write(file, kept);
			assertAnew(new Stego(), other);
		}
		Files.write(file, kept);
		try (FeatureCache all = cache) {
			cache = all.select(0, 1, 2, 3, 5, 4);
			assertAnew(new Stego(), SETTINGS);
		}
	}

	private void assertAnew(final Method method, final MethodSettings settings) {
		final StopAfter log = new StopAfter(1);
		assertThrows(CancelledException.class, () -> train(method, settings, log));
		assertEquals(List.of("The training begins anew: " + file + " is damaged or of another training."), log.log);
	}

	@Test
	void aDamagedOneIsNotUsed() throws IOException {
		stop(new Stego(), 7);
		final byte[] kept = Files.readAllBytes(file);
		final String training = "x";
		// The identity is known to the training alone, so this looks at files as strangers see them.
		for (int i = 0; i < kept.length; i += 1 + kept.length / 200) {
			final byte[] damaged = kept.clone();
			damaged[i] ^= 0x10;
			Files.write(file, damaged);
			assertTrue(Checkpoint.at(file).resume(() -> training, Progress.NONE).isEmpty());
			Files.write(file, Arrays.copyOf(kept, i));
			assertTrue(Checkpoint.at(file).resume(() -> training, Progress.NONE).isEmpty());
		}
		for (final int position : new int[] { 0, 40, kept.length - 1 }) {
			final byte[] damaged = kept.clone();
			damaged[position] ^= 1;
			Files.write(file, damaged);
			assertAnew(new Stego(), SETTINGS);
		}
	}

	@Test
	void whereItCannotBeWrittenTheTrainingGoesOnAndSaysSo() throws IOException {
		Files.createDirectories(file.resolve("in the way"));
		final StopAfter log = new StopAfter(0);
		final Fitted fitted = new Stego().fit(cache, SETTINGS, session, Checkpoint.at(file, Duration.ZERO), log);
		assertEquals(bits(new Stego().fit(cache, SETTINGS, session, Progress.NONE)), bits(fitted));
		assertEquals(1, log.log.size(), log.log.toString());
		assertTrue(log.log.get(0).startsWith("What is trained so far cannot be kept in " + file), log.log.get(0));
	}

	@Test
	void nothingIsLeftWhenItIsDeleted() throws IOException {
		stop(new Stego(), 3);
		Files.writeString(folder.resolve(".model.useg.checkpoint.tmp"), "left by a kill");
		Checkpoint.at(file).delete();
		assertArrayEquals(new Path[0], Files.list(folder).toArray());
	}
}
