using System.Globalization;
using System.Text.Json;
using MesosOperator.AgentRuntime.Answers;
using MesosOperator.Protocol.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Microsoft.Win32.SafeHandles;

namespace MesosOperator.AgentRuntime.Files;

/// <summary>The sandboxes of tasks for people and tools to look into: browse, read, download, follow.</summary>
/// <param name="files">Opens them.</param>
/// <param name="runs">Tells the agent's id and the sandboxes of what runs now.</param>
/// <param name="tail">Follows them.</param>
internal sealed class FileEndpoints(SandboxFiles files, Func<CancellationToken, Task<KnownRuns>> runs, FileTail tail)
{
    private const int PieceBytes = 64 * 1024;

    public async Task BrowseAsync(HttpContext context)
    {
        if (await PathOfAsync(context) is not { } path)
            return;
        var known = await runs(context.RequestAborted);
        var problem = files.TryOpenFolder(path, known, out var folder);
        using (folder)
        {
            if (problem != FileProblem.None)
                await Refuse(problem, "is no folder").WriteAsync(context);
            else
                await JsonReply.WriteAsync(context, json => FileListing.Write(json, FileListing.Of(folder!, path)));
        }
    }

    public async Task ReadAsync(HttpContext context)
    {
        if (await PathOfAsync(context) is not { } path)
            return;
        if (!TryNumber(context, "offset", out var offset) || !TryNumber(context, "length", out var length))
        {
            await new PlainAnswer(StatusCodes.Status400BadRequest, "Expecting numbers from -1 on for 'offset' and 'length' in query.\n").WriteAsync(context);
            return;
        }

        await WithFileAsync(context, path, async (file, facts) =>
        {
            var start = offset is null or -1 ? facts.Size : offset.Value;
            var data = offset is null or -1 || start >= facts.Size ? default : FilePage.Read(file, start, length is -1 ? null : length);
            await JsonReply.WriteAsync(context, json => Write(json, data, start));
        });
    }

    public async Task DownloadAsync(HttpContext context)
    {
        if (await PathOfAsync(context) is not { } path)
            return;
        await WithFileAsync(context, path, async (file, facts) =>
        {
            context.Response.ContentType = "application/octet-stream";
            context.Response.ContentLength = facts.Size;
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(Path.GetFileName(path));
            context.Response.Headers.ContentDisposition = disposition.ToString();
            await SendAsync(context, file, facts.Size);
        });
    }

    /// <summary>No endpoint of Mesos: the bytes of a file from an offset on, and what is added to it, until its run has ended.</summary>
    public async Task FollowAsync(HttpContext context)
    {
        if (await PathOfAsync(context) is not { } path)
            return;
        if (!TryNumber(context, "offset", out var offset))
        {
            await new PlainAnswer(StatusCodes.Status400BadRequest, "Expecting a number from -1 on for 'offset' in query.\n").WriteAsync(context);
            return;
        }

        await WithFileAsync(context, path, async (_, facts) =>
        {
            context.Response.ContentType = "application/octet-stream";
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await tail.CopyAsync(path, offset is -1 ? facts.Size : offset ?? 0, TakeAsync, context.RequestAborted);
        });

        async ValueTask TakeAsync(ReadOnlyMemory<byte> piece)
        {
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    /// <summary>Which path stands for which folder, of what runs now.</summary>
    public async Task DebugAsync(HttpContext context)
    {
        var known = await runs(context.RequestAborted);
        await JsonReply.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            foreach (var sandbox in known.Sandboxes.Order(StringComparer.Ordinal))
                json.WriteString(sandbox, sandbox);
            json.WriteEndObject();
        });
    }

    private async Task WithFileAsync(HttpContext context, string path, Func<SafeFileHandle, FileFacts, Task> serve)
    {
        var known = await runs(context.RequestAborted);
        var problem = files.TryOpenFile(path, known, out var file, out var facts);
        using (file)
        {
            if (problem != FileProblem.None)
                await Refuse(problem, "is a folder").WriteAsync(context);
            else
                await serve(file!, facts);
        }
    }

    private static async Task SendAsync(HttpContext context, SafeFileHandle file, long size)
    {
        var piece = new byte[PieceBytes];
        for (var at = 0L; at < size;)
        {
            var read = RandomAccess.Read(file, piece.AsSpan(0, (int)Math.Min(piece.Length, size - at)), at);
            if (read == 0)
            {
                context.Abort(); // it was cut meanwhile, and its length is told already
                return;
            }

            await context.Response.Body.WriteAsync(piece.AsMemory(0, read), context.RequestAborted);
            at += read;
        }
    }

    private static async Task<string?> PathOfAsync(HttpContext context)
    {
        if (context.Request.Query["path"] is [{ Length: > 0 } path])
            return path;
        await new PlainAnswer(StatusCodes.Status400BadRequest, "Expecting 'path=value' in query.\n").WriteAsync(context);
        return null;
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

    /// <summary>As recorded: of what is not there only the status is told.</summary>
    internal static PlainAnswer Refuse(FileProblem problem, string wrongKind) => problem switch
    {
        FileProblem.Outside => new(StatusCodes.Status403Forbidden, "The path leads out of the sandbox"),
        FileProblem.Special => new(StatusCodes.Status400BadRequest, "The path is neither a file nor a folder"),
        FileProblem.WrongKind => new(StatusCodes.Status400BadRequest, $"The path {wrongKind}"),
        FileProblem.Unsupported => new(StatusCodes.Status501NotImplemented, "This host has no Linux 5.6, without which sandboxes cannot be looked into safely"),
        _ => new(StatusCodes.Status404NotFound, ""),
    };

    private static void Write(Utf8JsonWriter json, ReadOnlyMemory<byte> data, long offset)
    {
        json.WriteStartObject();
        json.WriteString("data", CutText.Of(data.Span));
        json.WriteNumber("offset", offset);
        json.WriteEndObject();
    }
}
