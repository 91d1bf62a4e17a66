using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MesosOperator.AgentRuntime.Containers.Daemon;
using MesosOperator.AgentRuntime.Containers.Wire;
using MesosOperator.AgentRuntime.Disks;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Containers;

/// <summary>Runs programs beside the one of a container.</summary>
internal sealed class ContainerPrograms(Containerd containerd, ContainerSettings settings, TimeProvider time)
{
    private const string ProcessType = "types.containerd.io/opencontainers/runtime-spec/1/Process";
    private const string Terminal = "TERM";

    /// <summary>How often a containerd that is away is asked once more.</summary>
    private const int MostAttempts = 60;

    /// <summary>Who ends before that has been given up by whoever has started it.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(40);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Runs a program to its end: its exit status, 128 and the number of a signal where one has ended it.</summary>
    /// <param name="request">The program.</param>
    /// <param name="stop">Kills it.</param>
    /// <exception cref="DaemonException">It cannot be started, or containerd does not answer.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<int> RunAsync(ProgramRequest request, CancellationToken stop)
    {
        await AddAsync(request, stop);
        try
        {
            await BeginAsync(request, stop);
            return await EndAsync(request.Container, request.Name, LongestRun, stop);
        }
        finally
        {
            await (stop.IsCancellationRequested ? KillAsync(request.Container, request.Name) : ForgetAsync(request.Container, request.Name));
        }
    }

    /// <summary>Starts a program; nothing of it is left where that fails.</summary>
    /// <exception cref="DaemonException">It cannot be started, or containerd does not answer.</exception>
    public async Task StartAsync(ProgramRequest request)
    {
        await AddAsync(request, CancellationToken.None);
        try
        {
            await BeginAsync(request, CancellationToken.None);
        }
        catch (DaemonException)
        {
            await KillAsync(request.Container, request.Name);
            throw;
        }
    }

    /// <summary>How a program that was started has ended; null where nobody knows.</summary>
    public async Task<ExitStatus?> EndAsync(string container, string name)
    {
        try
        {
            var code = await PersistAsync(() => EndAsync(container, name, LongestRun, CancellationToken.None));
            return ExitStatus.FromCode(code & byte.MaxValue);
        }
        catch (DaemonException)
        {
            return null;
        }
    }

    /// <summary>Signals a program, which may have ended.</summary>
    /// <exception cref="DaemonException">containerd does not answer for a minute, or refuses.</exception>
    public Task SignalAsync(string container, string name, int signal) => PersistAsync(async () => await containerd.FindAsync(containerd.Tasks.KillAsync(
        new KillTaskRequest { ContainerId = container, ExecId = name, Signal = (uint)signal }, containerd.For(Containerd.ShortLimit, CancellationToken.None))));

    /// <summary>Says how large the terminal of a program is.</summary>
    /// <exception cref="DaemonException">It has none any more, or containerd does not answer.</exception>
    public async Task ResizeAsync(string container, string name, uint rows, uint columns) => await containerd.FindAsync(containerd.Tasks.ResizePtyAsync(
        new ResizePtyRequest { ContainerId = container, ExecId = name, Width = columns, Height = rows }, containerd.For(Containerd.ShortLimit, CancellationToken.None)));

    /// <summary>The runtime keeps no end of a program's input open any more.</summary>
    /// <exception cref="DaemonException">containerd does not answer.</exception>
    public async Task CloseInputAsync(string container, string name) => await containerd.FindAsync(containerd.Tasks.CloseIOAsync(
        new CloseIORequest { ContainerId = container, ExecId = name, Stdin = true }, containerd.For(Containerd.ShortLimit, CancellationToken.None)));

    /// <summary>Ends a program that may still run, and forgets it.</summary>
    public async Task KillAsync(string container, string name)
    {
        await QuietlyAsync(async () =>
        {
            await containerd.AskAsync(containerd.Tasks.KillAsync(
                new KillTaskRequest { ContainerId = container, ExecId = name, Signal = LibC.SignalKill }, containerd.For(Containerd.ShortLimit, CancellationToken.None)));
            await EndAsync(container, name, Containerd.ShortLimit, CancellationToken.None);
        });
        await ForgetAsync(container, name);
    }

    /// <summary>Forgets a program that has ended.</summary>
    public Task ForgetAsync(string container, string name) => QuietlyAsync(() => containerd.AskAsync(containerd.Tasks.DeleteProcessAsync(
        new DeleteProcessRequest { ContainerId = container, ExecId = name }, containerd.For(Containerd.ShortLimit, CancellationToken.None))));

    /// <summary>Ends the programs that an earlier agent has started in a container for people who are gone with it.</summary>
    public async Task RemoveLeftAsync(string container)
    {
        var folder = new ContainerFiles(settings.WorkDirectory, container).Programs;
        if (!Directory.Exists(folder))
            return;
        foreach (var left in Directory.EnumerateDirectories(folder))
            await KillAsync(container, Path.GetFileName(left));
        FolderRemoval.Delete(folder);
    }

    private async Task AddAsync(ProgramRequest request, CancellationToken stop)
    {
        var process = await ProcessOfAsync(request.Container, stop);
        process["terminal"] = request.Screen is not null;
        process["args"] = new JsonArray([.. request.Arguments.Select(argument => (JsonNode)argument)]);
        process["env"] = Merge([.. process["env"]!.AsArray().Select(variable => variable!.GetValue<string>())], request);
        if (request.Screen is { } screen)
            process["consoleSize"] = new JsonObject { ["height"] = screen.Rows, ["width"] = screen.Columns };
        await containerd.AskAsync(containerd.Tasks.ExecAsync(
            new ExecRequest
            {
                ContainerId = request.Container,
                ExecId = request.Name,
                Spec = new Any { TypeUrl = ProcessType, Value = ByteString.CopyFromUtf8(process.ToJsonString()) },
                Terminal = request.Screen is not null,
                Stdin = request.Input,
                Stdout = request.Output,
                Stderr = request.Errors,
            },
            containerd.For(Containerd.ShortLimit, stop)));
    }

    private Task BeginAsync(ProgramRequest request, CancellationToken stop) => containerd.AskAsync(containerd.Tasks.StartAsync(
        new StartTaskRequest { ContainerId = request.Container, ExecId = request.Name }, containerd.For(Containerd.LongLimit, stop)));

    private async Task<JsonObject> ProcessOfAsync(string container, CancellationToken stop)
    {
        var record = (await containerd.AskAsync(containerd.Containers.GetAsync(
            new GetContainerRequest { Id = container }, containerd.For(Containerd.ShortLimit, stop)))).Container;
        return JsonNode.Parse(record.Spec.Value.Span)!["process"]!.AsObject();
    }

    private async Task<int> EndAsync(string container, string name, TimeSpan limit, CancellationToken stop) =>
        (int)(await containerd.AskAsync(containerd.Tasks.WaitAsync(
            new WaitTaskRequest { ContainerId = container, ExecId = name }, containerd.For(limit, stop)))).ExitStatus;

    /// <summary>Asks again where containerd is away, for about a minute; one that was there for long may go away anew.</summary>
    private async Task<TAnswer> PersistAsync<TAnswer>(Func<Task<TAnswer>> ask)
    {
        for (var attempt = 1; ; attempt++)
        {
            var began = time.GetTimestamp();
            try
            {
                return await ask();
            }
            catch (DaemonException fault) when (fault.Fault == DaemonFault.Unavailable && attempt < MostAttempts)
            {
                if (time.GetElapsedTime(began) > MostAttempts * Pause)
                    attempt = 0;
                await Task.Delay(Pause, time);
            }
        }
    }

    /// <summary>Nothing that fails here is worth telling: the container takes its programs along.</summary>
    private static async Task QuietlyAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (DaemonException)
        {
        }
    }

    private static JsonArray Merge(IReadOnlyList<string> present, ProgramRequest request)
    {
        var merged = present.Where(variable => !request.Variables.ContainsKey(variable.Split('=')[0]))
            .Concat(request.Variables.Select(variable => $"{variable.Key}={variable.Value}")).ToList();
        if (request.Screen is not null && !merged.Exists(variable => variable.StartsWith($"{Terminal}=", StringComparison.Ordinal)))
            merged.Add($"{Terminal}=xterm");
        return new JsonArray([.. merged.Select(variable => (JsonNode)variable)]);
    }
}
