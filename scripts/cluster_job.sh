#!/usr/bin/env bash
# Segments images on a cluster with Slurm: one task of an array for each file, or for a part of one stack, without a screen.
#
#   sbatch --array=1-20 scripts/cluster_job.sh <folder of images> <folder for results> [key=value ...]
#   sbatch --array=1-20 scripts/cluster_job.sh <stack> <folder for results> [key=value ...]
#   sbatch scripts/cluster_job.sh <folder of images or stack> <folder for results> [key=value ...]
#
# With --array, task n works on the n-th file by name and writes to <results>/<name>. Give all of them the same classes with
# model=<a saved model>. Without it the folder is one set: one model for all. For a stack the array shares its slices; the model
# comes first and joining them last, which scripts/cluster_stack.sh does with three jobs (docs/clusters.md). Submit from the checkout, or let SEGMENT name
# scripts/segment; run that once where there is a network, because its first run builds. Networks of the catalogue have to be
# in the folder that UNSUPERVISED_MODELS names, which all nodes see; nothing is downloaded here.
#
# Exit code, for dependent jobs (--dependency=afterok): 0 done, 2 wrong input, 3 set-up, 130 interrupted.
#SBATCH --job-name=unsupervised
#SBATCH --cpus-per-task=8
#SBATCH --mem=16G
#SBATCH --time=04:00:00
#SBATCH --signal=B:TERM@60
set -u

if [ $# -lt 2 ]; then
	sed -n '2,14s/^# \{0,1\}//p' "$0" >&2
	exit 2
fi
input=$1 output=$2
shift 2
# Slurm runs a copy of this file, so its own folder says nothing.
segment=${SEGMENT:-${SLURM_SUBMIT_DIR:-$(dirname "$0")/..}/scripts/segment}

if [ -n "${SLURM_ARRAY_TASK_ID:-}" ] && [ -f "$input" ]; then
	first=${SLURM_ARRAY_TASK_MIN:-1} step=${SLURM_ARRAY_TASK_STEP:-1}
	set -- "$@" "slices=$(((SLURM_ARRAY_TASK_ID - first) / step + 1))/$SLURM_ARRAY_TASK_COUNT"
elif [ -n "${SLURM_ARRAY_TASK_ID:-}" ]; then
	file=$(find "$input" -maxdepth 1 -type f ! -name '.*' | LC_ALL=C sort | sed -n "${SLURM_ARRAY_TASK_ID}p")
	if [ -z "$file" ]; then
		echo "There is no file number $SLURM_ARRAY_TASK_ID in $input; make --array no longer than the folder." >&2
		exit 2
	fi
	name=$(basename "$file")
	input=$file output=$output/${name%.*}
fi

if [ -n "${SLURM_CPUS_PER_TASK:-}" ]; then
	export JAVA_OPTS="${JAVA_OPTS:-} -XX:ActiveProcessorCount=$SLURM_CPUS_PER_TASK"
fi
"$segment" "input=$input" "output=$output" "$@" &
job=$!
# Slurm's warning before the end of the time lets the job end at its next step.
trap 'kill -TERM "$job" 2>/dev/null' TERM INT
wait "$job"
code=$?
while kill -0 "$job" 2>/dev/null; do # the warning ended the waiting, not the job
	wait "$job"
	code=$?
done

case $code in
	0) echo "done: $output" ;;
	2) echo "wrong input: $input (see above)" >&2 ;;
	3) echo "the engine does not start on $(hostname) (see above)" >&2 ;;
	130 | 143) code=130 && echo "interrupted: $input" >&2 ;;
	*) echo "failed with $code: $input" >&2 ;;
esac
exit "$code"
