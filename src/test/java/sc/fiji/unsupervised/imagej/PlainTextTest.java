package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.awt.image.BufferedImage;
import java.util.List;

import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JTable;
import javax.swing.plaf.basic.BasicHTML;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;

/** Names of classes come with a model, perhaps from a stranger; as markup they could fetch a picture from anywhere. */
class PlainTextTest {

	private static final String HOSTILE = "<html><img src='http://127.0.0.1:9/x.png'>";

	private static Object markup(final Object component) {
		return ((JComponent) component).getClientProperty(BasicHTML.propertyKey);
	}

	@Test
	void namesInTheTableAreNoMarkup() {
		final ClassRows rows = new ClassRows((row, name) -> {});
		final JTable table = rows.table();
		rows.show(List.of(new ClassInfo(HOSTILE, 0xff0000, 0.5)), new BufferedImage[1]);
		for (int c = 0; c < table.getColumnCount(); c++)
			assertNull(markup(table.prepareRenderer(table.getCellRenderer(0, c), 0, c)), "column " + c);
	}

	@Test
	void messagesAndSuggestionsAreNoMarkup() {
		assertNotNull(markup(new JLabel(HOSTILE)), "Swing has changed");
		assertNull(markup(relabelled(PlainText.of(new JLabel(" ")))));
		final JList<String> list = new JList<>(new String[] { HOSTILE });
		PlainText.of(list.getCellRenderer());
		assertNull(markup(list.getCellRenderer().getListCellRendererComponent(list, HOSTILE, 0, false, false)));
	}

	private static JLabel relabelled(final JLabel label) {
		label.setText(HOSTILE);
		return label;
	}
}
