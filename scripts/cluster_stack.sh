#!/usr/bin/env bash
# Segments one large stack on a cluster with Slurm: one job trains, an array labels parts, one job joins them.
#
#   scripts/cluster_stack.sh <parts> <stack> <folder for results> [key=value ...]
#
# Run it where sbatch is; it ends at once and prints the numbers of the three jobs. The labels are those of a single run,
# byte for byte. A part that failed is labelled by the last job, which waits for all. With model=<a saved model> nothing is
# trained. SBATCH adds options for all jobs, such as "--partition=long"; see cluster_job.sh for the rest.
set -eu
if [ $# -lt 3 ]; then
	sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
	exit 2
fi
parts=$1 stack=$2 output=$3
shift 3
if [ ! -f "$stack" ]; then
	echo "There is no stack $stack; give a file." >&2
	exit 2
fi
job=$(dirname "$0")/cluster_job.sh

# submit <options of sbatch> -- <words of cluster_job.sh>: prints the number of the job
submit() {
	local options=()
	while [ "$1" != -- ]; do options+=("$1"); shift; done
	shift
	# shellcheck disable=SC2086 # SBATCH is several words
	sbatch --parsable --kill-on-invalid-dep=yes ${SBATCH:-} "${options[@]}" "$job" "$stack" "$output" "$@" | cut -d ';' -f 1
}

mkdir -p "$output"
after=
given=no
for word in "$@"; do case $word in model=*) [ ! -f "${word#model=}" ] || given=yes ;; esac; done
if [ $given = no ]; then
	train=$(submit --job-name=unsupervised-train -- "$@" slices=none)
	echo "train $train"
	after=afterok:$train
fi
label=$(submit --job-name=unsupervised-label "--array=1-$parts" ${after:+"--dependency=$after"} -- "$@")
echo "label $label"
join=$(submit --job-name=unsupervised-join "--dependency=afterany:$label${after:+,$after}" -- "$@")
echo "join $join"
