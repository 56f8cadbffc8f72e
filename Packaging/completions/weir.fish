function __weir_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __weir_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __weir_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __weir_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __weir_parse_tokens -S
    set -l unparsed_tokens (__weir_tokens -pc)
    switch $unparsed_tokens[1]
    case 'weir'
        __weir_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'top'
            __weir_parse_subcommand 1 'd/delay=' 'w/where=' 'c/columns=' 's/sort=' 'read-only' 'color=' 'root=' 'no-names' 'version' 'h/help'
        case 'tree'
            __weir_parse_subcommand 1 'L/level=' 'bare' 'o/output=' 'color=' 'w/where=' 'root=' 'no-names' 'version' 'h/help'
        case 'stat'
            __weir_parse_subcommand -r 1 'd/delay=' 'n=' 'c/columns=' 's/sort=' 'o/output=' 'exit-code' 'color=' 'w/where=' 'root=' 'no-names' 'version' 'h/help'
        case 'why'
            __weir_parse_subcommand 1 'd/delay=' 'o/output=' 'w/where=' 'root=' 'no-names' 'version' 'h/help'
        case 'get'
            __weir_parse_subcommand -r 2 'effective' 'o/output=' 'w/where=' 'root=' 'no-names' 'version' 'h/help'
        case 'set'
            __weir_parse_subcommand -r 2 'w/where=' 'dry-run' 'persistent' 'direct' 'if=+' 'yes' 'allow-oom' 'allow-stall' 'foreign' 'protected=+' 'o/output=' 'root=' 'no-names' 'version' 'h/help'
        case 'run'
            __weir_parse_subcommand -r 1 'user' 'system' 'slice=' 'unit=' 'delegate' 'report' 'o/output=' 'allow-oom' 'version' 'h/help'
        case 'adopt'
            __weir_parse_subcommand -r 1 'tree' 'user' 'system' 'slice=' 'unit=' 'allow-oom' 'protected=+' 'version' 'h/help'
        case 'freeze'
            __weir_parse_subcommand 1 'protected=+' 'timeout=' 'o/output=' 'yes' 'w/where=' 'root=' 'no-names' 'version' 'h/help'
        case 'thaw'
            __weir_parse_subcommand 1 'timeout=' 'o/output=' 'yes' 'w/where=' 'root=' 'no-names' 'version' 'h/help'
        case 'kill'
            __weir_parse_subcommand 1 'protected=+' 'timeout=' 'o/output=' 'yes' 'w/where=' 'root=' 'no-names' 'version' 'h/help'
        case 'reclaim'
            __weir_parse_subcommand 2 'timeout=' 'o/output=' 'yes' 'w/where=' 'root=' 'no-names' 'version' 'h/help'
        case 'files'
            __weir_parse_subcommand -r 1 'o/output=' 'version' 'h/help'
        case 'doctor'
            __weir_parse_subcommand 0 'o/output=' 'color=' 'root=' 'version' 'h/help'
        case 'help'
            __weir_parse_subcommand -r 1 'version'
        end
    end
end

function __weir_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __weir_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __weir_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __weir_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__weir_tokens -p)
    if test -z "$(__weir_tokens -t)"
        set -l index (count (__weir_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'weir' -f
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'top' -d 'Open the screen: who uses the machine, who is stalled, by which limit; and change it there.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'tree' -d 'Show the tree of groups, what runs in each and how much it uses.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'stat' -d 'Show what groups use, against what binds them, over an interval.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'why' -d 'Say what holds a group back, by which limit and whose, and what would help.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'get' -d 'Read interface files of a group, or of several.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'set' -d 'Set limits of a group, by the way that nothing reverts.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'run' -d 'Run a command in a control group of its own, under limits.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'adopt' -d 'Put running processes into a control group of their own, under limits.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'freeze' -d 'Stop every process in a group and below, and wait until all stand still.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'thaw' -d 'Let the processes of a frozen group go on.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'kill' -d 'Kill every process in a group and below with SIGKILL, and wait until none is left.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'reclaim' -d 'Ask the kernel to take back so much of a group\'s memory now.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'files' -d 'List every interface file that weir knows: what it holds, who may write it, since when.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'doctor' -d 'Tell what this machine\'s control groups can do, what is missing, and how to get it.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir top" d delay' -l 'delay' -s 'd' -d 'The time between samples, such as 5s or 500ms.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir top" w where' -s 'w' -l 'where' -d 'Groups that a query chooses, such as \'memory.share > 80% and engine = podman\'.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir top" c columns' -l 'columns' -s 'c' -d 'The columns, with commas; those that fit without it.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir top" s sort' -l 'sort' -s 's' -d 'Sort by why, name or a metric.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir top" read-only' -l 'read-only' -d 'Change nothing, and keep no settings: keys that would change something say so.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir top" color' -l 'color' -d 'Colours: auto, always or never.' -rfka 'auto always never'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir top" root' -l 'root' -d 'Read a copy instead of the live hierarchy.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir top" no-names' -l 'no-names' -d 'Call groups by the last part of their path only, and read no engine\'s state.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir top" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir top" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" L level' -s 'L' -l 'level' -d 'Go no deeper than this many levels.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" bare' -l 'bare' -d 'Paths only: no names, no figures, no processes.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" o output' -l 'output' -s 'o' -d 'The output: text or json.' -rfka 'text json'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" color' -l 'color' -d 'Colours: auto, always or never.' -rfka 'auto always never'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" w where' -s 'w' -l 'where' -d 'Groups that a query chooses, such as \'memory.share > 80% and engine = podman\'.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" root' -l 'root' -d 'Read a copy instead of the live hierarchy.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" no-names' -l 'no-names' -d 'Call groups by the last part of their path only, and read no engine\'s state.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir stat" d delay' -l 'delay' -s 'd' -d 'The interval, such as 5s or 500ms.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir stat" n' -s 'n' -d 'End after so many intervals.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir stat" c columns' -l 'columns' -s 'c' -d 'The columns, with commas.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir stat" s sort' -l 'sort' -s 's' -d 'Sort by a metric, the greatest first, or by name.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir stat" o output' -l 'output' -s 'o' -d 'The output: table, json (one interval), ndjson (one object an interval) or csv.' -rfka 'table json ndjson csv'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir stat" exit-code' -l 'exit-code' -d 'End with 2 where any row was shown.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir stat" color' -l 'color' -d 'Colours: auto, always or never.' -rfka 'auto always never'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir stat" w where' -s 'w' -l 'where' -d 'Groups that a query chooses, such as \'memory.share > 80% and engine = podman\'.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir stat" root' -l 'root' -d 'Read a copy instead of the live hierarchy.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir stat" no-names' -l 'no-names' -d 'Call groups by the last part of their path only, and read no engine\'s state.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir stat" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir stat" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir why" d delay' -l 'delay' -s 'd' -d 'How long to look, such as 5s or 500ms.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir why" o output' -l 'output' -s 'o' -d 'The output: text or json.' -rfka 'text json'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir why" w where' -s 'w' -l 'where' -d 'Groups that a query chooses, such as \'memory.share > 80% and engine = podman\'.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir why" root' -l 'root' -d 'Read a copy instead of the live hierarchy.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir why" no-names' -l 'no-names' -d 'Call groups by the last part of their path only, and read no engine\'s state.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir why" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir why" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir get" effective' -l 'effective' -d 'The value in force, over the group and its ancestors, and the group that sets it.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir get" o output' -l 'output' -s 'o' -d 'The output: text or json.' -rfka 'text json'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir get" w where' -s 'w' -l 'where' -d 'Groups that a query chooses, such as \'memory.share > 80% and engine = podman\'.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir get" root' -l 'root' -d 'Read a copy instead of the live hierarchy.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir get" no-names' -l 'no-names' -d 'Call groups by the last part of their path only, and read no engine\'s state.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir get" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir get" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set" w where' -s 'w' -l 'where' -d 'Groups that a query chooses, such as \'memory.share > 80% and engine = podman\'.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set" dry-run' -l 'dry-run' -d 'Show what would be done, and do nothing.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set" persistent' -l 'persistent' -d 'Keep it over a reboot, where the unit has files of its own.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set" direct' -l 'direct' -d 'Write the file even where systemd owns it.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set"' -l 'if' -d 'Only while the file holds this value; may be given several times.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set" yes' -l 'yes' -d 'Go on with all groups that a glob matched or a query chose.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set" allow-oom' -l 'allow-oom' -d 'Allow a memory limit that kills.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set" allow-stall' -l 'allow-stall' -d 'Allow memory.high far below the working set.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set" foreign' -l 'foreign' -d 'Allow a group that a kubelet keeps.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set"' -l 'protected' -d 'Allow this protected group.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set" o output' -l 'output' -s 'o' -d 'The output: text or json.' -rfka 'text json'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set" root' -l 'root' -d 'Read a copy instead of the live hierarchy.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set" no-names' -l 'no-names' -d 'Call groups by the last part of their path only, and read no engine\'s state.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir set" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir run" user' -l 'user' -d 'Ask the user\'s service manager (the default for ordinary users).'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir run" system' -l 'system' -d 'Ask the system\'s service manager (the default for root).'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir run" slice' -l 'slice' -d 'The slice to run in.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir run" unit' -l 'unit' -d 'The scope\'s name.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir run" delegate' -l 'delegate' -d 'Let the command make groups below its own: its processes go into a leaf.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir run" report' -l 'report' -d 'Say at the end what the command used; one process of weir\'s then counts for pids.max.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir run" o output' -l 'output' -s 'o' -d 'The report: text or json.' -rfka 'text json'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir run" allow-oom' -l 'allow-oom' -d 'Allow a memory limit that kills.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir run" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir run" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir adopt" tree' -l 'tree' -d 'Their children, and theirs, too.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir adopt" user' -l 'user' -d 'Ask the user\'s service manager (the default for ordinary users).'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir adopt" system' -l 'system' -d 'Ask the system\'s service manager (the default for root).'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir adopt" slice' -l 'slice' -d 'The slice to put them in.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir adopt" unit' -l 'unit' -d 'The scope\'s name.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir adopt" allow-oom' -l 'allow-oom' -d 'Allow a memory limit that kills.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir adopt"' -l 'protected' -d 'Allow this protected group.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir adopt" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir adopt" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir freeze"' -l 'protected' -d 'Allow this protected group.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir freeze" timeout' -l 'timeout' -d 'How long to wait, such as 10s or 500ms.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir freeze" o output' -l 'output' -s 'o' -d 'The output: text or json.' -rfka 'text json'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir freeze" yes' -l 'yes' -d 'Go on with all groups that a glob matched or a query chose.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir freeze" w where' -s 'w' -l 'where' -d 'Groups that a query chooses, such as \'memory.share > 80% and engine = podman\'.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir freeze" root' -l 'root' -d 'Read a copy instead of the live hierarchy.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir freeze" no-names' -l 'no-names' -d 'Call groups by the last part of their path only, and read no engine\'s state.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir freeze" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir freeze" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir thaw" timeout' -l 'timeout' -d 'How long to wait, such as 10s or 500ms.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir thaw" o output' -l 'output' -s 'o' -d 'The output: text or json.' -rfka 'text json'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir thaw" yes' -l 'yes' -d 'Go on with all groups that a glob matched or a query chose.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir thaw" w where' -s 'w' -l 'where' -d 'Groups that a query chooses, such as \'memory.share > 80% and engine = podman\'.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir thaw" root' -l 'root' -d 'Read a copy instead of the live hierarchy.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir thaw" no-names' -l 'no-names' -d 'Call groups by the last part of their path only, and read no engine\'s state.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir thaw" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir thaw" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir kill"' -l 'protected' -d 'Allow this protected group.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir kill" timeout' -l 'timeout' -d 'How long to wait, such as 10s or 500ms.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir kill" o output' -l 'output' -s 'o' -d 'The output: text or json.' -rfka 'text json'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir kill" yes' -l 'yes' -d 'Go on with all groups that a glob matched or a query chose.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir kill" w where' -s 'w' -l 'where' -d 'Groups that a query chooses, such as \'memory.share > 80% and engine = podman\'.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir kill" root' -l 'root' -d 'Read a copy instead of the live hierarchy.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir kill" no-names' -l 'no-names' -d 'Call groups by the last part of their path only, and read no engine\'s state.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir kill" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir kill" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir reclaim" timeout' -l 'timeout' -d 'How long to wait, such as 10s or 500ms.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir reclaim" o output' -l 'output' -s 'o' -d 'The output: text or json.' -rfka 'text json'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir reclaim" yes' -l 'yes' -d 'Go on with all groups that a glob matched or a query chose.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir reclaim" w where' -s 'w' -l 'where' -d 'Groups that a query chooses, such as \'memory.share > 80% and engine = podman\'.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir reclaim" root' -l 'root' -d 'Read a copy instead of the live hierarchy.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir reclaim" no-names' -l 'no-names' -d 'Call groups by the last part of their path only, and read no engine\'s state.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir reclaim" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir reclaim" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir files" o output' -l 'output' -s 'o' -d 'The output: text, json or markdown.' -rfka 'text json markdown'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir files" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir files" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir doctor" o output' -l 'output' -s 'o' -d 'The output: text or json.' -rfka 'text json'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir doctor" color' -l 'color' -d 'Colours: auto, always or never.' -rfka 'auto always never'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir doctor" root' -l 'root' -d 'Read a copy instead of the live hierarchy.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir doctor" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir doctor" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir help" version' -l 'version' -d 'Show the version.'
