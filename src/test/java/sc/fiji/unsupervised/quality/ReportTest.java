package sc.fiji.unsupervised.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.UserException;

/** The report of a fixed table. */
class ReportTest {

	private static final String TABLE = """
		set,backbone,method,options,refine,seed,images,of,one_to_one,many_to_one,accuracy,boundary,class_iou,features_cpu,features_wall,cpu,wall,megabytes
		b,texture,stego,shifts=shipped,crf,1,5,10,40.000,50.000,60.000,10.000,sky=30.000;sea=50.000,2.000,1.000,10.000,6.000,500.000
		b,texture,stego,shifts=shipped,crf,2,5,10,44.000,52.000,62.000,12.000,sky=34.000;sea=54.000,2.000,1.000,12.000,8.000,700.000
		a,texture,stego,shifts=shipped,crf,1,3,3,20.000,50.000,60.000,10.000,sky=NaN;sea=20.000,4.000,3.000,20.000,10.000,300.000
		a,texture,stego,shifts=shipped,crf,2,3,3,30.000,50.000,60.000,10.000,sky=NaN;sea=30.000,4.000,3.000,20.000,10.000,300.000
		a,pixel,otsu,,none,1,3,3,70.000,70.000,80.000,90.000,sky=60.000;sea=80.000,0.000,0.000,1.000,1.000,100.000
		""";

	@TempDir
	Path folder;

	private Path table, report;

	@BeforeEach
	void write() throws IOException {
		table = Files.writeString(folder.resolve("results.csv"), TABLE);
		report = folder.resolve("quality.md");
	}

	private String make(final String... mean) throws IOException {
		new Report(new Results(table).all(), List.of(mean), new Pictures(table, List.of(), 1)).write(report);
		return Files.readString(report);
	}

	@Test
	void tablesHoldMeansAndDeviationsOverSeeds() throws IOException {
		final String text = make();
		assertTrue(text.contains("| set | images | seeds |\n|---|---|---|\n| a | 3 | 1, 2 |\n| b | 5 of 10 | 1, 2 |\n"), text);
		assertTrue(text.contains("""
			| features | method | refine | a | b | mean |
			|---|---|---|---|---|---|
			| pixel | otsu | none | **70.0** | – | (1 of 2) |
			| texture | stego shifts=shipped | crf | 25.0 ± 7.1 | **42.0 ± 2.8** | **33.5 ± 4.9** |
			"""), text);
		assertTrue(text.contains("| texture | stego shifts=shipped | crf | 2 | 3.0 | 15.5 | 10.5 | 700 |"), text);
		assertTrue(text.contains("| texture | stego shifts=shipped | crf | – | 25.0 ± 7.1 |"), text);
		assertFalse(text.contains("## Pictures"));
	}

	@Test
	void meanIsTakenOverTheSetsThatAreNamed() throws IOException {
		final String text = make("b");
		assertTrue(text.contains("| features | method | refine | b | a | mean of the first 1 |"), text);
		assertTrue(text.contains("| pixel | otsu | none | – | **70.0** | (0 of 1) |"), text);
	}

	@Test
	void whatPeopleWroteStays() throws IOException {
		Files.writeString(report, "# Mine\n\nBefore.\n\n" + Report.BEGIN + "\nstale\n" + Report.END + "\n\nBehind.\n");
		final String text = make();
		assertTrue(text.startsWith("# Mine\n\nBefore.\n\n" + Report.BEGIN + "\n"), text);
		assertTrue(text.endsWith(Report.END + "\n\nBehind.\n"), text);
		assertFalse(text.contains("stale"));
		assertEquals(text, make(), "twice the same");
	}

	@Test
	void fileWithoutMarksIsNotOverwritten() throws IOException {
		Files.writeString(report, "# Other\n");
		assertTrue(assertThrows(UserException.class, this::make).getMessage().contains("lacks the lines"));
		assertEquals("# Other\n", Files.readString(report));
	}

	@Test
	void brokenRowIsTold() throws IOException {
		Files.writeString(table, TABLE.replace("70.000", "high"));
		assertTrue(assertThrows(UserException.class, this::make).getMessage().contains("has a row that cannot be read"));
	}
}
