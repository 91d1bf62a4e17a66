using System.Text.Json;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Tasks;
using MesosOperator.Http.Reading.State;
using MesosOperator.Protocol.Readable;
using MesosOperator.Runtime.Nodes;

namespace MesosOperator.Http.Nodes;

/// <summary>A node as the <c>/state</c> of an agent shows it. Tools find the log of a task by the folder of its executor.</summary>
internal static class NodeStateJson
{
    public static void Write(Utf8JsonWriter json, AgentView agent, MasterView view, IReadOnlyList<NodeTask> tasks)
    {
        json.WriteStartObject();
        AgentJson.WriteProperties(json, agent);
        json.WriteStartArray("frameworks");
        foreach (var framework in view.Frameworks)
            if (tasks.Where(task => task.FrameworkId == framework.Id).ToList() is { Count: > 0 } own)
                Write(json, agent.Id, framework, own);
        json.WriteEndArray();
        json.WriteStartArray("completed_frameworks");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AgentId agent, FrameworkView framework, List<NodeTask> tasks)
    {
        json.WriteStartObject();
        json.WriteString("id", framework.Id.Value);
        json.WriteString("name", framework.Info.Name);
        json.WriteString("user", framework.Info.User);
        json.WriteNames("roles", framework.Info.Roles.Select(role => role.Value));
        json.WriteStartArray("executors");
        foreach (var run in tasks.GroupBy(task => task.Run, StringComparer.Ordinal))
            Write(json, agent, [.. run], framework);
        json.WriteEndArray();
        json.WriteStartArray("completed_executors");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AgentId agent, List<NodeTask> run, FrameworkView framework)
    {
        var known = framework.Tasks.Where(task => run.Any(own => own.Id == task.Id)).ToLookup(task => task.State.IsTerminal());
        json.WriteStartObject();
        json.WriteString("id", run[0].ExecutorId.Value);
        json.WriteString("name", "");
        json.WriteString("source", run[0].ExecutorId.Value);
        json.WriteString("container", run[0].Run);
        json.WriteString("pod", run[0].Pod);
        json.WriteString("directory", NodePath.RunOf(agent, run[0]));
        Write(json, "tasks", known[false]);
        Write(json, "queued_tasks", []);
        Write(json, "completed_tasks", known[true]);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<LaunchedTask> tasks)
    {
        var writer = new TaskJson();
        json.WriteStartArray(name);
        foreach (var task in tasks)
            writer.Write(json, task);
        json.WriteEndArray();
    }
}
