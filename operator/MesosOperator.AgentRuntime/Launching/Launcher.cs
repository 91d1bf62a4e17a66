using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Launching;

/// <summary>Runs the program <c>mesos-launcher</c>, once for each plan (docs/decisions/0009-launcher.md).</summary>
internal sealed class Launcher(string executable, Lifeline lifeline) : ILauncher
{
    /// <summary>Milliseconds that a start may take; a host that needs longer is beyond help.</summary>
    private const int StartLimit = 60_000;

    public LaunchResult Start(LaunchPlan plan)
    {
        using var exit = OpenLocked(CheckpointFiles.Exit(plan.Folder));
        using var nothing = Descriptor.Nothing();
        using var output = Descriptor.ToAppend(plan.StandardOutputFile);
        using var errors = Descriptor.ToAppend(plan.StandardErrorFile);
        return Run(plan.Program, LaunchOrder.Of(plan), (output, errors), status => [exit, status, plan.OutlivesAgent ? nothing : lifeline.End]);
    }

    public LaunchResult Join(JoinPlan plan)
    {
        using var nothing = Descriptor.Nothing();
        return Run(
            plan.Program, LaunchOrder.Of(plan), (plan.StandardOutput, plan.StandardError),
            status => [nothing, status, lifeline.End, plan.Task.Supervisor, plan.StandardInput ?? nothing]);
    }

    private LaunchResult Run(
        string program, byte[] order, (Descriptor Output, Descriptor Errors) streams, Func<Descriptor, IReadOnlyList<Descriptor>> inherited)
    {
        using var input = Fill(order);
        var (read, write) = Descriptor.Pipe();
        using var status = read;
        var (launcher, error) = ProcessSpawner.Start(new ProcessRequest
        {
            Executable = executable,
            Arguments = ["mesos-launcher"],
            Environment = [],
            WorkingDirectory = "/",
            StandardInput = input,
            StandardOutput = streams.Output,
            StandardError = streams.Errors,
            Inherited = inherited(write),
        });
        write.Dispose();
        if (error != 0)
            return new(0, $"{executable} cannot be started: {ErrorNumbers.Describe(error)}");
        var (told, isWhole) = ReadToEnd(status);
        if (!isWhole)
            _ = LibC.Kill(launcher, LibC.SignalKill);
        StartedProcesses.Reap(launcher);
        var result = Interpret(program, told);
        if (isWhole)
            return result;
        if (result.Pid > 0)
            _ = LibC.Kill(result.Pid, LibC.SignalKill); // not reaped, so no stranger
        return result with { Problem = "The launcher has not started the task in time" };
    }

    private static LaunchResult Interpret(string program, string told)
    {
        var pid = 0;
        foreach (var line in told.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ', 3);
            if (words is ["pid", var number])
                pid = int.Parse(number, CultureInfo.InvariantCulture);
            else if (words is ["error", var error, var what])
                return new(pid, Describe(program, int.Parse(error, CultureInfo.InvariantCulture), what));
        }

        return pid > 0 ? new(pid, null) : new(0, "The launcher ended before the task was started");
    }

    private static string Describe(string program, int error, string what) => what.StartsWith("program ", StringComparison.Ordinal)
        ? $"'{program}' cannot be started: {ErrorNumbers.Describe(error)}"
        : $"The task cannot be started, {what}: {ErrorNumbers.Describe(error)}";

    /// <summary>The lock goes over to the supervisor with the descriptor, and is gone when both have closed it.</summary>
    private static Descriptor OpenLocked(string path)
    {
        const uint ownerOnly = 0b110_000_000;
        var file = Descriptor.Of(LibC.Open(path, LibC.OpenReadWriteCreate, ownerOnly), path);
        if (LibC.Lock(file.Number, LibC.LockExclusive | LibC.LockNonBlocking) == 0)
            return file;
        file.Dispose();
        throw new IOException($"{path} is locked: the task runs already");
    }

    /// <summary>In memory, so that what the environment holds in secrets reaches no disk.</summary>
    private static unsafe Descriptor Fill(byte[] order)
    {
        var file = Descriptor.Of(LibC.MemoryFile("order", 1), "Writing an order");
        fixed (byte* bytes = order)
        {
            for (var at = 0; at < order.Length;)
            {
                var written = LibC.Write(file.Number, bytes + at, (nuint)(order.Length - at));
                if (written <= 0)
                    throw new IOException($"Writing an order: {ErrorNumbers.Describe(Marshal.GetLastPInvokeError())}");
                at += (int)written;
            }
        }

        return file;
    }

    private static unsafe (string Text, bool IsWhole) ReadToEnd(Descriptor pipe)
    {
        const int longestAnswer = 4096;
        var buffer = stackalloc byte[longestAnswer];
        var length = 0;
        while (length < longestAnswer)
        {
            var entry = new PollEntry { File = pipe.Number, Wanted = LibC.PollIn };
            var ready = LibC.Poll(ref entry, 1, StartLimit);
            if (ready == 0)
                return (Encoding.UTF8.GetString(buffer, length), false);
            if (ready < 0)
                continue; // interrupted
            var read = LibC.Read(pipe.Number, buffer + length, (nuint)(longestAnswer - length));
            if (read <= 0)
                break;
            length += (int)read;
        }

        return (Encoding.UTF8.GetString(buffer, length), true);
    }
}
