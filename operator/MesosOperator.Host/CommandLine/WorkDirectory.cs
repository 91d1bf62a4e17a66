namespace MesosOperator.Host.CommandLine;

/// <summary>Where things go when nobody says where: to a folder that anyone may write, unlike that of a host's own agent.</summary>
internal static class WorkDirectory
{
    /// <summary>Below the user's folder for state (XDG), or below the temporary files of a user without a home.</summary>
    public static string OfThisUser(string part)
    {
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        var home = Environment.GetEnvironmentVariable("HOME");
        var folder = !string.IsNullOrEmpty(state) ? state
            : !string.IsNullOrEmpty(home) ? Path.Combine(home, ".local", "state")
            : Path.GetTempPath();
        return Path.Combine(folder, "mesos-operator", part);
    }
}
