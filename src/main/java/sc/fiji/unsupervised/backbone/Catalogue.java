package sc.fiji.unsupervised.backbone;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The published networks known by a short id, and where their files are. Files whose content is known by its SHA-256 can
 * be downloaded, and are refused when they are anything else; where no commit is known for such a file, the address names
 * a branch. The others can only be imported.
 */
public final class Catalogue {

	private static final String DINO = "M. Caron et al., Emerging Properties in Self-Supervised Vision Transformers, " +
		"ICCV 2021, doi:10.1109/ICCV48922.2021.00951";
	private static final String DINOV2 = "M. Oquab et al., DINOv2: Learning Robust Visual Features without Supervision, " +
		"TMLR 2024, arXiv:2304.07193";
	private static final String REGISTERS = "T. Darcet et al., Vision Transformers Need Registers, ICLR 2024, " +
		"arXiv:2309.16588";

	private static final List<CatalogueEntry> ENTRIES = List.of(
		entry("dino-s8", "timm/vit_small_patch8_224.dino", "main", 86_750_000,
			"e1b79616ce6d1b8dc3cc0d5952b6d0958356a189122882493e665d28f20654a0", DINO),
		entry("dino-s16", "timm/vit_small_patch16_224.dino", "main", 86_750_000, "", DINO),
		entry("dino-b8", "facebook/dino-vitb8", "refs%2Fpr%2F3", 343_490_000,
			"f51c99ce793d1eb87daf2a670b9e11e50927fd00334d2cac75cbd30666d13f6b", DINO),
		entry("dino-b16", "facebook/dino-vitb16", "refs%2Fpr%2F1", 343_490_000,
			"fb67f4252819e5159616e326373273b802cc7a7d34438136412424df08a3ba57", DINO),
		entry("dinov2-s14", "facebook/dinov2-small", "ed25f3a31f01632728cabb09d1542f84ab7b0056", 88_249_960,
			"ae1e99fcefd534ed978cdeb8326f08030c96e28b7a81ffcbc98a857c84d14be1", DINOV2),
		entry("dinov2-b14", "facebook/dinov2-base", "f9e44c814b77203eaa57a6bdbbd535f21ede1415", 346_345_912,
			"d73036b56966966d07975d696bde331762f37297e2f095de8cea0040c3aa0841", DINOV2),
		entry("dinov2-l14", "facebook/dinov2-large", "47b73eefe95e8d44ec3623f8890bd894b6ea2d6c", 1_217_522_888,
			"399fba97a95f22c36834418bc69373364a99af3a1153da1c0fb31db567c92e23", DINOV2),
		entry("dinov2-s14-reg", "facebook/dinov2-with-registers-small", "0d9846e56b43a21fa46d7f3f5070f0506a5795a9",
			88_300_000, "", REGISTERS),
		entry("dinov2-b14-reg", "facebook/dinov2-with-registers-base", "a1d738ccfa7ae170945f210395d99dde8adb1805",
			346_490_000, "7a6f7b3b9fa4b8732e707476a03cd6cdce210048582f21aafb7991c17d98e362", REGISTERS),
		entry("dinov2-l14-reg", "facebook/dinov2-with-registers-large", "e4c89a4e05589de9b3e188688a303d0f3c04d0f3",
			1_217_600_000, "", REGISTERS));

	private Catalogue() {}

	private static CatalogueEntry entry(final String id, final String repository, final String revision, final long bytes,
		final String sha256, final String citation)
	{
		final URI address = URI.create("https://huggingface.co/" + repository + "/resolve/" + revision +
			"/model.safetensors");
		return new CatalogueEntry(id, id + ".safetensors", new Published(address, bytes, sha256), "Apache-2.0", citation);
	}

	public static List<CatalogueEntry> entries() {
		return ENTRIES;
	}

	public static Optional<CatalogueEntry> find(final String id) {
		return ENTRIES.stream().filter(e -> e.id().equals(id)).findFirst();
	}
}
