using System.Globalization;

namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>The signals by which images want to be asked to end.</summary>
internal static class StopSignals
{
    private const int Largest = 64;
    private const int FirstRealTime = 34;

    private static readonly string[] Names =
        ["", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD",
         "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"];

    /// <summary>The number of a name such as SIGINT, RTMIN+3 or 2; SIGTERM where it is none.</summary>
    public static int NumberOf(string text)
    {
        var name = text.StartsWith("SIG", StringComparison.OrdinalIgnoreCase) ? text[3..] : text;
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number is > 0 and <= Largest ? number : Processes.LibC.SignalTerminate;
        if (name.StartsWith("RTMIN", StringComparison.OrdinalIgnoreCase))
            return int.TryParse(name[5..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var above) && above is >= 0 and <= Largest - FirstRealTime
                ? FirstRealTime + above
                : name.Length == 5 ? FirstRealTime : Processes.LibC.SignalTerminate;
        var found = Array.FindIndex(Names, known => known.Length > 0 && known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return found > 0 ? found : Processes.LibC.SignalTerminate;
    }
}
