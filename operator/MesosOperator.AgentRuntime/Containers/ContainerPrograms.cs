using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MesosOperator.AgentRuntime.Containers.Daemon;
using MesosOperator.AgentRuntime.Containers.Wire;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Containers;

/// <summary>Runs programs beside the one of a container: as its user, in its folder, with its rights and its environment, without output.</summary>
internal sealed class ContainerPrograms(Containerd containerd)
{
    private const string ProcessType = "types.containerd.io/opencontainers/runtime-spec/1/Process";

    /// <summary>Who ends before that has been given up by whoever has started it.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(40);

    /// <summary>Its exit status, 128 and the number of a signal where one has ended it.</summary>
    /// <param name="container">The container.</param>
    /// <param name="name">Tells it from every other program of the container that there is at the time.</param>
    /// <param name="arguments">The program and its arguments.</param>
    /// <param name="variables">Added to the environment.</param>
    /// <param name="stop">Kills it.</param>
    /// <exception cref="DaemonException">It cannot be started, or containerd does not answer.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<int> RunAsync(
        string container, string name, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> variables, CancellationToken stop)
    {
        var process = await ProcessOfAsync(container, stop);
        process["terminal"] = false;
        process["args"] = new JsonArray([.. arguments.Select(argument => (JsonNode)argument)]);
        process["env"] = Merge(process["env"]!.AsArray().Select(variable => variable!.GetValue<string>()), variables);
        var spec = new Any { TypeUrl = ProcessType, Value = ByteString.CopyFromUtf8(process.ToJsonString()) };
        await containerd.AskAsync(containerd.Tasks.ExecAsync(
            new ExecRequest { ContainerId = container, ExecId = name, Spec = spec }, containerd.For(Containerd.ShortLimit, stop)));
        try
        {
            await containerd.AskAsync(containerd.Tasks.StartAsync(
                new StartTaskRequest { ContainerId = container, ExecId = name }, containerd.For(Containerd.LongLimit, stop)));
            return await EndAsync(container, name, LongestRun, stop);
        }
        finally
        {
            await RemoveAsync(container, name, mustKill: stop.IsCancellationRequested);
        }
    }

    private async Task<JsonObject> ProcessOfAsync(string container, CancellationToken stop)
    {
        var record = (await containerd.AskAsync(containerd.Containers.GetAsync(
            new GetContainerRequest { Id = container }, containerd.For(Containerd.ShortLimit, stop)))).Container;
        return JsonNode.Parse(record.Spec.Value.Span)!["process"]!.AsObject();
    }

    private async Task<int> EndAsync(string container, string name, TimeSpan limit, CancellationToken stop) =>
        (int)(await containerd.AskAsync(containerd.Tasks.WaitAsync(
            new WaitTaskRequest { ContainerId = container, ExecId = name }, containerd.For(limit, stop)))).ExitStatus;

    /// <summary>Nothing that fails here is worth telling: the container may have ended, and takes it along.</summary>
    private async Task RemoveAsync(string container, string name, bool mustKill)
    {
        try
        {
            if (mustKill)
            {
                await containerd.AskAsync(containerd.Tasks.KillAsync(
                    new KillTaskRequest { ContainerId = container, ExecId = name, Signal = LibC.SignalKill }, containerd.For(Containerd.ShortLimit, CancellationToken.None)));
                await EndAsync(container, name, Containerd.ShortLimit, CancellationToken.None);
            }

            await containerd.AskAsync(containerd.Tasks.DeleteProcessAsync(
                new DeleteProcessRequest { ContainerId = container, ExecId = name }, containerd.For(Containerd.ShortLimit, CancellationToken.None)));
        }
        catch (DaemonException)
        {
        }
    }

    private static JsonArray Merge(IEnumerable<string> present, IReadOnlyDictionary<string, string> variables) => new(
    [
        .. present.Where(variable => !variables.ContainsKey(variable.Split('=')[0])).Select(variable => (JsonNode)variable),
        .. variables.Select(variable => (JsonNode)$"{variable.Key}={variable.Value}"),
    ]);
}
