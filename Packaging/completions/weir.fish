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
        case 'tree'
            __weir_parse_subcommand 1 'L/level=' 'bare' 'o/output=' 'color=' 'root=' 'version' 'h/help'
        case 'get'
            __weir_parse_subcommand -r 2 'effective' 'o/output=' 'root=' 'version' 'h/help'
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
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'tree' -d 'Show the tree of groups, what runs in each and how much it uses.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'get' -d 'Read interface files of a group.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'files' -d 'List every interface file that weir knows: what it holds, who may write it, since when.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'doctor' -d 'Tell what this machine\'s control groups can do, what is missing, and how to get it.'
complete -c 'weir' -n '__weir_should_offer_completions_for_positional "weir" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" L level' -s 'L' -l 'level' -d 'Go no deeper than this many levels.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" bare' -l 'bare' -d 'Names only: no figures, no processes.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" o output' -l 'output' -s 'o' -d 'The output: text or json.' -rfka 'text json'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" color' -l 'color' -d 'Colours: auto, always or never.' -rfka 'auto always never'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" root' -l 'root' -d 'Read a copy instead of the live hierarchy.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir tree" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir get" effective' -l 'effective' -d 'The value in force, over the group and its ancestors, and the group that sets it.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir get" o output' -l 'output' -s 'o' -d 'The output: text or json.' -rfka 'text json'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir get" root' -l 'root' -d 'Read a copy instead of the live hierarchy.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir get" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir get" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir files" o output' -l 'output' -s 'o' -d 'The output: text, json or markdown.' -rfka 'text json markdown'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir files" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir files" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir doctor" o output' -l 'output' -s 'o' -d 'The output: text or json.' -rfka 'text json'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir doctor" color' -l 'color' -d 'Colours: auto, always or never.' -rfka 'auto always never'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir doctor" root' -l 'root' -d 'Read a copy instead of the live hierarchy.' -rfka ''
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir doctor" version' -l 'version' -d 'Show the version.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir doctor" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weir' -n '__weir_should_offer_completions_for_flags_or_options "weir help" version' -l 'version' -d 'Show the version.'
