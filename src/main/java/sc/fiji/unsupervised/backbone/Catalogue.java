package sc.fiji.unsupervised.backbone;

import java.util.List;
import java.util.Optional;

/** The published networks known by a short id. Nothing is downloaded; their files are looked for in the models folder. */
public final class Catalogue {

	private static final String DINO = "M. Caron et al., Emerging Properties in Self-Supervised Vision Transformers, " +
		"ICCV 2021, doi:10.1109/ICCV48922.2021.00951";
	private static final String DINOV2 = "M. Oquab et al., DINOv2: Learning Robust Visual Features without Supervision, " +
		"TMLR 2024, arXiv:2304.07193";
	private static final String REGISTERS = "T. Darcet et al., Vision Transformers Need Registers, ICLR 2024, " +
		"arXiv:2309.16588";

	private static final List<CatalogueEntry> ENTRIES = List.of(
		entry("dino-s8", "vit_small_patch8_224.dino", 87, DINO),
		entry("dino-s16", "vit_small_patch16_224.dino", 87, DINO),
		entry("dino-b8", "vit_base_patch8_224.dino", 343, DINO),
		entry("dino-b16", "vit_base_patch16_224.dino", 343, DINO),
		entry("dinov2-s14", "vit_small_patch14_dinov2.lvd142m", 88, DINOV2),
		entry("dinov2-b14", "vit_base_patch14_dinov2.lvd142m", 346, DINOV2),
		entry("dinov2-l14", "vit_large_patch14_dinov2.lvd142m", 1218, DINOV2),
		entry("dinov2-s14-reg", "vit_small_patch14_reg4_dinov2.lvd142m", 88, REGISTERS),
		entry("dinov2-b14-reg", "vit_base_patch14_reg4_dinov2.lvd142m", 346, REGISTERS),
		entry("dinov2-l14-reg", "vit_large_patch14_reg4_dinov2.lvd142m", 1218, REGISTERS));

	private Catalogue() {}

	private static CatalogueEntry entry(final String id, final String model, final int megabytes, final String citation) {
		return new CatalogueEntry(id, model + ".safetensors", "model.safetensors of timm/" + model + " on Hugging Face",
			megabytes, "Apache-2.0", citation);
	}

	public static List<CatalogueEntry> entries() {
		return ENTRIES;
	}

	static Optional<CatalogueEntry> find(final String id) {
		return ENTRIES.stream().filter(e -> e.id().equals(id)).findFirst();
	}
}
