using System.ComponentModel;
using System.Diagnostics;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Fetching;

/// <summary>Runs a program of the host that decompresses what .NET cannot, as the user of the task.</summary>
internal static class Decompressor
{
    /// <param name="program">Its name.</param>
    /// <param name="compressed">What it reads.</param>
    /// <param name="user">Who it runs as; null: as the agent does.</param>
    /// <param name="use">What is done with what it writes.</param>
    /// <exception cref="FetchException">This host does not have it, or it fails.</exception>
    public static void Run(string program, Stream compressed, SystemUser? user, Action<Stream> use)
    {
        using var process = Start(program, user);
        var feeding = Task.Run(() => Feed(compressed, process.StandardInput.BaseStream));
        try
        {
            using var plain = process.StandardOutput.BaseStream;
            use(plain);
            plain.CopyTo(Stream.Null);
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new FetchException($"{program} cannot decompress it (exit status {process.ExitCode})");
        }
        finally
        {
            process.Kill(); // does nothing to one that has ended
            feeding.Wait();
        }
    }

    private static Process Start(string program, SystemUser? user)
    {
        var start = new ProcessStartInfo(program, ["-dcqq"]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        start.Environment.Clear();
        start.Environment["PATH"] = DefaultPath.Value;
        if (user is not null)
            start.UserName = user.Name;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception absent)
        {
            throw new FetchException($"this host has no program '{program}' to decompress it with", absent);
        }
    }

    private static void Feed(Stream from, Stream to)
    {
        try
        {
            using (to)
                from.CopyTo(to);
        }
        catch (IOException)
        {
            // It has ended; its exit status tells why.
        }
    }
}
