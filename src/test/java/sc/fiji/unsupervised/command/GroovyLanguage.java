package sc.fiji.unsupervised.command;

import java.util.List;

import org.scijava.plugin.Plugin;
import org.scijava.script.AdaptedScriptLanguage;
import org.scijava.script.ScriptLanguage;

/** Groovy as in Fiji, on the engine of the test class path. */
@Plugin(type = ScriptLanguage.class, name = "Groovy")
public final class GroovyLanguage extends AdaptedScriptLanguage {

	public GroovyLanguage() {
		super("groovy");
	}

	@Override
	public List<String> getExtensions() {
		return List.of("groovy");
	}
}
