using System.Text.Json.Nodes;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Json;
using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Storage;

namespace MesosOperator.Embedded.Reading;

/// <summary>Finds and lists objects.</summary>
internal sealed class ObjectReader(ObjectStore store)
{
    private const int BatchSize = 500;

    public JsonObject Get(ServedKind kind, ObjectAddress address) =>
        kind.FromStored((store.Find(address) ?? throw Problems.NotFound(kind, address.Name)).Read());

    public Listing List(Selection selection, ListRequest request)
    {
        var token = request.Continue.Length == 0 ? null : ContinueToken.Read(request.Continue);
        var revision = token?.Revision ?? ResourceVersions.ForList(request, store.Revision);
        var after = token is null ? ("", "") : (token.Namespace, token.Name);
        var most = request.Limit > 0 ? request.Limit : int.MaxValue;
        var found = new List<byte[]>();
        while (true)
        {
            var page = Page(selection.At(revision) with { After = after, Limit = Math.Min(BatchSize, most) }, token is not null);
            foreach (var stored in page.Objects)
            {
                after = (stored.Address.Namespace, stored.Address.Name);
                if (Wanted(selection, stored.Text) is not { } text)
                    continue;
                found.Add(text);
                if (found.Count == most)
                    return new(found, revision, page.HasMore || stored != page.Objects[^1] ? new ContinueToken(revision, after.Item1, after.Item2).Write() : "");
            }
            if (!page.HasMore)
                return new(found, revision, "");
        }
    }

    private StorePage Page(StoreRange range, bool isContinued)
    {
        try
        {
            return store.List(range);
        }
        catch (ApiProblem e) when (isContinued && e.Code == 410)
        {
            throw Problems.ContinueExpired();
        }
    }

    private static byte[]? Wanted(Selection selection, byte[] text)
    {
        if (selection.IsPlain)
            return text;
        var body = selection.Read(text);
        return !selection.Matches(body) ? null : selection.Kind.Renames.IsEmpty ? text : JsonText.ToBytes(body);
    }
}
