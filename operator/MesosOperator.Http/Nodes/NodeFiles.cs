using System.Globalization;
using System.Text.Json;
using MesosOperator.Core.Identity;
using MesosOperator.Http.Answers;
using MesosOperator.Protocol.Text;
using MesosOperator.Runtime.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MesosOperator.Http.Nodes;

/// <summary>The files of tasks on nodes, at the addresses and in the form that those on hosts have: of each task its log.</summary>
internal sealed class NodeFiles(NodeLogs logs)
{
    /// <summary>What is told of anything but a log.</summary>
    public const string OnlyLogs =
        "Of a task on a node of a cluster only its log is to be seen, as 'stdout', which has what it writes to either stream; a program beside it sees the rest";

    private const string BinaryType = "application/octet-stream";

    public Task HandleAsync(HttpContext context, string path, AgentId agent, IReadOnlyList<NodeTask> tasks) => path switch
    {
        "/files/debug" => DebugAsync(context, agent, tasks),
        _ when context.Request.Query["path"] is not [{ Length: > 0 }] => NodeAnswer.BadAsync(context, "Expecting 'path=value' in query.\n"),
        "/files/browse" => BrowseAsync(context, agent, tasks),
        "/files/read" => WithLogAsync(context, agent, tasks, ReadAsync),
        "/files/download" => WithLogAsync(context, agent, tasks, DownloadAsync),
        "/files/follow" => WithLogAsync(context, agent, tasks, FollowAsync),
        _ => TextAnswer.NotFoundAsync(context),
    };

    /// <summary>The log that a path means, or why there is none.</summary>
    public static (NodeTask? Task, string? Problem) Find(string path, AgentId agent, IReadOnlyList<NodeTask> tasks) =>
        NodePath.FindLog(path, agent, tasks) is { } task ? (task, null)
        : NodePath.List(path, agent, tasks) is not null ? (null, "The path is a folder")
        : (null, OnlyLogs);

    private async Task BrowseAsync(HttpContext context, AgentId agent, IReadOnlyList<NodeTask> tasks)
    {
        var path = context.Request.Query["path"].ToString();
        if (NodePath.List(path, agent, tasks) is not { } entries)
        {
            await TextAnswer.WriteAsync(context, StatusCodes.Status404NotFound, OnlyLogs);
            return;
        }

        var size = NodePath.FindLog($"{path}/{NodePath.Log}", agent, tasks) is { } task ? await logs.SizeAsync(agent, task, context.RequestAborted) : 0;
        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var (name, isFolder) in entries)
                WriteEntry(json, $"{path.TrimEnd('/')}/{name}", isFolder ? "drwxr-xr-x" : "-rw-r--r--", isFolder ? 0 : size);
            json.WriteEndArray();
        });
    }

    /// <summary>Who owns it and when it was written nobody tells; clients want the properties, though.</summary>
    private static void WriteEntry(Utf8JsonWriter json, string path, string mode, long size)
    {
        json.WriteStartObject();
        json.WriteString("gid", "");
        json.WriteString("mode", mode);
        json.WriteNumber("mtime", 0);
        json.WriteNumber("nlink", 1);
        json.WriteString("path", path);
        json.WriteNumber("size", size);
        json.WriteString("uid", "");
        json.WriteEndObject();
    }

    private async Task ReadAsync(HttpContext context, AgentId agent, NodeTask task)
    {
        if (!TryNumber(context, "offset", out var offset) || !TryNumber(context, "length", out var length))
        {
            await NodeAnswer.BadAsync(context, "Expecting numbers from -1 on for 'offset' and 'length' in query.\n");
            return;
        }

        var start = offset is null or -1 ? await logs.SizeAsync(agent, task, context.RequestAborted) : offset.Value;
        var data = offset is null or -1 ? default : await logs.ReadAsync(agent, task, start, length is -1 ? null : length, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("data", CutText.Of(data.Span));
            json.WriteNumber("offset", start);
            json.WriteEndObject();
        });
    }

    private async Task DownloadAsync(HttpContext context, AgentId agent, NodeTask task)
    {
        context.Response.ContentType = BinaryType;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(NodePath.Log);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        await logs.CopyAsync(agent, task, 0, NodeLogExtent.UntilNow, context.Response.Body, context.RequestAborted);
    }

    private async Task FollowAsync(HttpContext context, AgentId agent, NodeTask task)
    {
        if (!TryNumber(context, "offset", out var offset))
        {
            await NodeAnswer.BadAsync(context, "Expecting a number from -1 on for 'offset' in query.\n");
            return;
        }

        context.Response.ContentType = BinaryType;
        await logs.CopyAsync(agent, task, offset ?? 0, NodeLogExtent.UntilItEnds, context.Response.Body, context.RequestAborted);
    }

    /// <summary>Which path stands for which folder, of what runs now.</summary>
    private static Task DebugAsync(HttpContext context, AgentId agent, IReadOnlyList<NodeTask> tasks) => JsonAnswer.WriteAsync(context, json =>
    {
        json.WriteStartObject();
        foreach (var folder in tasks.Select(task => NodePath.FolderOf(agent, task)).Order(StringComparer.Ordinal))
            json.WriteString(folder, folder);
        json.WriteEndObject();
    });

    private static Task WithLogAsync(HttpContext context, AgentId agent, IReadOnlyList<NodeTask> tasks, Func<HttpContext, AgentId, NodeTask, Task> serve)
    {
        var (task, problem) = Find(context.Request.Query["path"].ToString(), agent, tasks);
        return task is not null ? serve(context, agent, task)
            : problem == OnlyLogs ? TextAnswer.WriteAsync(context, StatusCodes.Status404NotFound, OnlyLogs)
            : NodeAnswer.BadAsync(context, problem!);
    }

    private static bool TryNumber(HttpContext context, string name, out long? number)
    {
        number = null;
        if (context.Request.Query[name] is not [{ Length: > 0 } text])
            return true;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value < -1)
            return false;
        number = value;
        return true;
    }
}
