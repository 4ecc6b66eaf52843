# Shared by the scripts: finds Java, builds when something changed, starts a class. Sourced, not run.
#
# The first run builds (JDK 17 or newer and Maven are all it needs); later ones start at once, without Maven and network.
# JAVA_HOME chooses the Java, JAVA_OPTS adds options such as -Xmx8g.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=$root/target
list=$target/classpath.txt

fail() {
	echo "$1" >&2
	exit 3
}

if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; else java=java; fi
version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1) || version=
[ -n "$version" ] || fail "Java was not found: install a JDK of version 17 or newer, or let JAVA_HOME name it."
[ "$version" -ge 17 ] || fail "Java is of version $version but 17 or newer is needed: install one, or let JAVA_HOME name it."

stale() {
	[ ! -f "$list" ] || [ -n "$(find "$root/src/main" "$root/pom.xml" "$root/plugins.config" -newer "$list" -print | head -n 1)" ]
}

build() {
	command -v mvn >/dev/null || fail "Maven was not found, which the first run needs to build: install Maven 3.6.3 or newer."
	echo "Building (only when something changed) ..." >&2
	mkdir -p "$target"
	# Sources changed while Maven runs must count as newer: the time is that of the start.
	touch "$target/.started"
	(cd "$root" && mvn -q -B -Denforcer.skip compile dependency:build-classpath \
		-Dmdep.includeScope=test -Dmdep.outputFile="target/classpath.txt") >&2 ||
		fail "The build failed: see the lines above; the first one needs a network."
	touch -r "$target/.started" "$list"
}

if stale; then build; fi

classes=$target/classes
separator=:
case $(uname -s) in
	MINGW* | MSYS* | CYGWIN*)
		separator=';'
		classes=$(cygpath -m "$classes")
		;;
esac

# start <class> <words>: the script becomes that program.
start() {
	# shellcheck disable=SC2086 # JAVA_OPTS is several words
	exec "$java" -XX:MaxRAMPercentage=50 ${JAVA_OPTS:-} -Djava.awt.headless=true -cp "$classes$separator$(cat "$list")" "$@"
}

# with_tests: classes of src/test come first from now on.
with_tests() {
	(cd "$root" && mvn -q -B -o -Denforcer.skip test-compile) >&2 || fail "The tests do not compile: see the lines above."
	local tests=$target/test-classes
	case $(uname -s) in MINGW* | MSYS* | CYGWIN*) tests=$(cygpath -m "$tests") ;; esac
	classes=$tests$separator$classes
}
