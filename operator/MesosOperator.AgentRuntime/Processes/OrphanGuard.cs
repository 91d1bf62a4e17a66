using System.IO.Pipes;

namespace MesosOperator.AgentRuntime.Processes;

/// <summary>
/// Sees to it that no task outlives its agent, however the agent ends. One small shell waits on a pipe that only the
/// agent holds open; when the pipe closes, be it by <see cref="DisposeAsync"/> or because the agent was killed, it kills
/// every process that carries the agent's mark in its environment, also those that left their process group.
/// </summary>
internal sealed class OrphanGuard : IAsyncDisposable
{
    /// <summary>The variable that marks the processes of one agent.</summary>
    public const string MarkVariable = "MESOS_OPERATOR_AGENT_INSTANCE";

    /// <summary>Looks until it has found nothing twice, as a process may have been starting while the agent ended.</summary>
    private const string Script =
        """
        trap '' HUP INT TERM
        while read -r line; do :; done
        quiet=0 round=0
        while [ $quiet -lt 2 ] && [ $round -lt 100 ]; do
          quiet=$((quiet + 1)) round=$((round + 1))
          for file in $(grep -lzsxF -e "$1" /proc/[0-9]*/environ); do
            pid=${file#/proc/}
            kill -KILL "${pid%/environ}" 2>/dev/null && quiet=0
          done
          sleep 0.05
        done
        """;

    private readonly AnonymousPipeServerStream _lifeline;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OrphanGuard(AnonymousPipeServerStream lifeline, string mark)
    {
        _lifeline = lifeline;
        Mark = mark;
    }

    /// <summary>The value of <see cref="MarkVariable"/> for every task of this agent.</summary>
    public string Mark { get; }

    /// <summary>The guard's own process id.</summary>
    public int Pid { get; private init; }

    /// <exception cref="InvalidOperationException">The guard could not be started.</exception>
    public static OrphanGuard Start(IChildProcesses processes, string mark)
    {
        var lifeline = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        var (pid, error) = processes.Start(new ProcessRequest
        {
            Executable = "/bin/sh",
            Arguments = ["sh", "-c", Script, "mesos-agent-guard", $"{MarkVariable}={mark}"],
            Environment = [$"PATH={DefaultPath.Value}"],
            WorkingDirectory = "/",
            StandardInput = lifeline.ClientSafePipeHandle,
            StandardOutputFile = "/dev/null",
            StandardErrorFile = "/dev/null",
        });
        lifeline.DisposeLocalCopyOfClientHandle();
        if (error != 0)
            throw new InvalidOperationException($"/bin/sh cannot be started: {ErrorNumbers.Describe(error)}");

        var guard = new OrphanGuard(lifeline, mark) { Pid = pid };
        processes.Watch(pid, guard.EndedAsync);
        return guard;
    }

    /// <summary>Kills what is left and returns when that is done.</summary>
    public async ValueTask DisposeAsync()
    {
        await _lifeline.DisposeAsync();
        await _ended.Task;
    }

    private ValueTask EndedAsync(ExitStatus status)
    {
        _ended.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
