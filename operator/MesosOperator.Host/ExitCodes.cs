namespace MesosOperator.Host;

/// <summary>What the program tells the one who started it; the numbers are those of sysexits.h.</summary>
internal static class ExitCodes
{
    /// <summary>Stopped because it was asked to.</summary>
    public const int Success = 0;

    /// <summary>Stopped because of something that should not happen.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong; nothing was started.</summary>
    public const int Usage = 64;

    /// <summary>Something that is needed, such as a port, is not to be had.</summary>
    public const int Unavailable = 69;

    /// <summary>Ended at once on the second Ctrl-C.</summary>
    public const int Forced = 130;
}
