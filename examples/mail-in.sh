#!/usr/bin/env bash
# 收件文件夹：报告放进 inbox/，由本程序检查后移走。定时运行（如每5分钟一次），一次处理完就结束。
# A folder where reports arrive: what lies in inbox/ is checked and moved. Run it every few minutes, by cron or a timer.
#
#   mail-in.sh FOLDER
#
#   FOLDER/inbox/       报告放在这里，可按单位分文件夹     reports arrive here, in a folder for each sender or not
#   FOLDER/passed/      没有达到 --fail-on 级别的问题      nothing at or above --fail-on
#   FOLDER/returned/    有问题，或不是法治政府建设年度报告    something to mend, or a document of another kind
#   FOLDER/unreadable/  无法检查，原因写在“.原因.txt”里    could not be checked; the reason lies beside it
#   FOLDER/fzlint.yaml  检查的设置，可以没有              settings, if there are any; so FOLDER/fzlint-waivers.yaml
#   FOLDER/mail-in.log  每个文件一行                      a line for each file
#
# 每份报告旁边写“.意见.txt”；退回的 Word 文件另写“.批注.docx”。A report gets its remarks as text (.意见.txt) beside it, a Word
# file that is returned also as comments (.批注.docx). Subfolders of inbox/ come back in the other folders.
#
# MAIL_IN_WAIT=60  秒：这么久没有变化的文件才算收全。      A file is whole when it has not changed for so many seconds.
# MAIL_IN_FZLINT   fzlint 程序，默认 fzlint。             The program. FZLINT_LANG, FZLINT_FAIL_ON … set its options.
#
# 退出状态：0 做完；2 有文件没能处理（见日志，文件仍在 inbox/）。Exit status: 0 done; 2 something is left in inbox/, see the log.
# 需要 bash、GNU find、stat 和 flock（Linux 都有）。Needs bash, GNU find and stat, flock.
set -euo pipefail

if [ "$#" != 1 ] || [ ! -d "$1" ]; then
  echo "用法：mail-in.sh 文件夹 (usage: mail-in.sh FOLDER)" >&2
  exit 2
fi
cd -- "$1"
mkdir -p inbox passed returned unreadable
fzlint=${MAIL_IN_FZLINT:-fzlint}
quiet=${MAIL_IN_WAIT:-60}
options=(--isolated)
[ ! -e fzlint.yaml ] || options=(--config fzlint.yaml) # never a configuration or waivers that somebody sent along
left=0

log() { # one line, whatever a name holds
  local line="$*"
  printf '%s %s\n' "$(date +%Y-%m-%dT%H:%M:%S%z)" "${line//[[:cntrl:]]/?}" >>mail-in.log
}

exec 9>.mail-in.lock
if ! flock --nonblock 9; then
  log "上一次还没有结束，这次不运行 (another run is not over)"
  exit 0
fi
base=$(mktemp -d "${TMPDIR:-/tmp}/mail-in.XXXXXX")
trap 'rm -rf -- "$base"' EXIT
tmp=$base/document
waivers="fzlint-waivers.yaml"
if [ ! -e "$waivers" ]; then
  waivers=$base/waivers.yaml
  echo 'waivers: []' >"$waivers"
fi

free() { # a name in a folder that nothing has yet, in $target: FOLDER NAME
  local stem=$2 suffix=
  case $2 in ?*.*) stem=${2%.*} suffix=.${2##*.} ;; esac
  target=$1/$2
  local n=1
  while [ -e "$target" ] || [ -L "$target" ]; do
    n=$((n + 1))
    target="$1/$stem ($n)$suffix"
  done
}

place() { # a document and what was written about it go to a folder: FILE FOLDER; 1 when they cannot
  local rel=${1#./inbox/}
  local name=${rel##*/} folder=$2
  [ "$rel" = "$name" ] || folder=$2/${rel%/*}
  mkdir -p -- "$folder" || return 1
  free "$folder" "$name"
  local stem=$target
  case $name in ?*.*) stem=${target%.*} ;; esac
  [ ! -e "$tmp/remarks.txt" ] || mv -f -- "$tmp/remarks.txt" "$stem.意见.txt" || return 1
  [ ! -e "$tmp/comments.docx" ] || mv -f -- "$tmp/comments.docx" "$stem.批注.docx" || return 1
  [ ! -e "$tmp/reason.txt" ] || mv -f -- "$tmp/reason.txt" "$target.原因.txt" || return 1
  mv -n -- "$1" "$target" && [ ! -e "$1" ] || return 1
}

state() { stat --format '%i %s %Z' -- "$1" 2>/dev/null || echo gone; }

check() { # one file: where it goes, in $where; empty when it stays
  where=
  rm -rf -- "$tmp"
  mkdir -- "$tmp"
  local status=0
  "$fzlint" check "${options[@]}" --waivers "$waivers" --format jsonl --output-file "$tmp/result.jsonl" \
    --report "text=$tmp/remarks.txt" -- "$1" 2>"$tmp/stderr" </dev/null || status=$?
  local first=
  [ ! -e "$tmp/result.jsonl" ] || read -r first <"$tmp/result.jsonl" || true
  case $status in
    0 | 1)
      where=returned
      case $status$first in
        0*'"kind": "annual-report"'* | 0*'"kind": "unknown"'*) where=passed ;;
      esac
      ;;
    2)
      case $first in
        *'"error": {'*)
          where=unreadable
          rm -f -- "$tmp/remarks.txt"
          sed -n 's/^fzlint: //p' "$tmp/stderr" >"$tmp/reason.txt"
          ;;
      esac
      ;;
  esac
  if [ "$where" = returned ]; then
    case ${1,,} in
      *.docx) "$fzlint" annotate "${options[@]}" --output "$tmp/comments.docx" -- "$1" 2>>"$tmp/stderr" </dev/null || rm -f -- "$tmp/comments.docx" ;;
    esac
  fi
}

while IFS= read -r -d '' file; do
  before=$(state "$file")
  check "$file"
  if [ "$(state "$file")" != "$before" ]; then
    log "还在写入，下次再检查 (still changing): ${file#./inbox/}"
  elif [ -z "$where" ]; then
    left=2
    log "没能检查，留在 inbox (could not be checked): ${file#./inbox/}: $(head -c 500 "$tmp/stderr")"
  elif place "$file" "$where" 2>>"$tmp/stderr"; then
    log "$where: ${file#./inbox/} -> $target"
  else
    left=2
    log "没能移走，留在 inbox (could not be moved): ${file#./inbox/}: $(tail -c 500 "$tmp/stderr")"
  fi
done < <(find ./inbox -name '.*' -prune -o -type f \
  ! -name '~$*' ! -iname '*.part' ! -iname '*.partial' ! -iname '*.tmp' ! -iname '*.crdownload' ! -iname '*.filepart' \
  ! -newerct "$quiet seconds ago" -print0 | sort -z)
exit "$left"
