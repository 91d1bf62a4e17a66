using System.CommandLine;

namespace MesosOperator.Host.CommandLine;

/// <summary>What can be asked about an option after the command line was parsed.</summary>
internal static class OptionParsing
{
    /// <summary>Whether it stands on the command line.</summary>
    public static bool IsGiven(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Whether its value can be asked for: it has a default, or it was given and understood.</summary>
    public static bool IsReadable(this ParseResult parsed, Option option) => parsed.GetResult(option)?.Errors.Any() != true;
}
