"""Traps of forms."""

from .trap import trap

FORMS = (
    trap(
        "4.decimals",
        "Opening and saving a record cuts a number to two decimals.",
        "open_and_save_cuts_a_number_to_two_decimals",
        "open_and_save_changes_nothing",
    ),
    trap(
        "4.microseconds",
        "A moment with microseconds is refused when saved unchanged.",
        "time_with_microseconds_cannot_be_saved_unchanged",
        "open_and_save_changes_nothing",
    ),
    trap(
        "4.picker",
        "The date picker of a moment gives what the field refuses.",
        "picker_gives_a_date_that_the_time_field_refuses",
        "moment_takes_what_its_picker_gives_and_what_people_write",
    ),
    trap(
        "4.search-picker",
        "Adding a date to the search calls a script that is not there.",
        "search_script_calls_a_picker_that_is_not_shipped",
        "every_script_and_style_a_list_names_is_there",
    ),
    trap(
        "4.untick",
        "A required yes or no can never be no.",
        "yes_no_that_is_required_cannot_be_unticked",
        "required_yes_no_can_be_no",
    ),
    trap(
        "4.choice-empty",
        "An optional choice left empty is a server error and has no empty option.",
        "optional_choice_left_empty_is_a_server_error optional_choice_has_no_empty_option",
        "optional_choice_can_be_left_empty",
    ),
    trap(
        "4.choice-unknown",
        "An unknown choice is a server error.",
        "unknown_choice_is_a_server_error",
        "unknown_choice_is_refused_beside_its_field",
    ),
    trap(
        "4.cleared",
        "A cleared text is stored as an empty string.",
        "cleared_text_becomes_an_empty_string_instead_of_nothing",
        "cleared_text_is_stored_as_nothing",
    ),
    trap(
        "4.spaces",
        "Spaces pass as a required text.",
        "required_text_may_be_only_spaces",
        "spaces_are_no_required_text",
    ),
    trap(
        "4.leading-space",
        "A space in front makes a taken name unique.",
        "leading_space_makes_a_taken_name_unique",
        "space_around_a_taken_name_does_not_make_it_free",
    ),
    trap(
        "4.file-name",
        "An uploaded file loses its Chinese name.",
        "upload_loses_a_chinese_file_name",
        "file_keeps_its_chinese_name",
    ),
    trap(
        "4.file-kind",
        "A program can be uploaded.",
        "upload_takes_a_program",
        "only_documents_and_pictures_are_kept",
    ),
)
