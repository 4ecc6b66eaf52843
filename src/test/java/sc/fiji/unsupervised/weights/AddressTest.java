package sc.fiji.unsupervised.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.Catalogue;
import sc.fiji.unsupervised.backbone.CatalogueEntry;

class AddressTest {

	@Test
	void everyPublishedAddressMayBeAsked() {
		for (final CatalogueEntry entry : Catalogue.entries())
			assertEquals(entry.published().address(), Address.check(entry.published().address()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://example.org/", "ftp://example.org/", "file:///etc/passwd", "https:x", "x",
		"http://127.0.0.1.example.org/", "http://localhost.example.org/", "http://localhost@example.org/" })
	void unsafeAddressesMayNot(final String address) {
		assertThrows(UserException.class, () -> Address.check(URI.create(address)));
	}

	@ParameterizedTest
	@CsvSource({ "https://cdn.example.org/y, https://cdn.example.org/y", "/y?z, https://example.org/y?z", "y, https://example.org/a/y",
		"//cdn.example.org/y, https://cdn.example.org/y" })
	void redirectsToOtherHttpsServersAreAllowed(final String location, final String expected) {
		assertEquals(URI.create(expected), Address.redirect(URI.create("https://example.org/a/x"), location));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://example.org/x", "http://localhost/", "https://localhost/", "https://127.0.0.1/", "http://[::1]/",
		"ftp://example.org/", "file:///x", "a b", "https://" })
	void redirectsToOtherSchemesOrThisComputerAreNot(final String location) {
		final String message = assertThrows(UserException.class, () -> Address.redirect(URI.create("https://example.org/a"),
			location)).getMessage();
		assertTrue(message.contains("nothing was downloaded"), message);
	}
}
