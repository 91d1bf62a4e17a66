using System.Globalization;
using MesosOperator.Embedded.Answers;

namespace MesosOperator.Embedded.Reading;

/// <summary>What clients mean by a resource version.</summary>
internal static class ResourceVersions
{
    /// <summary>The number, 0 for none.</summary>
    public static long Read(string text) =>
        text.Length == 0 ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision
        : throw Problems.BadRequest($"resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax");

    /// <summary>As of which revision a list is to be: the wanted one where it must be exact, else the newest.</summary>
    public static long ForList(ListRequest request, long newest)
    {
        var wanted = Read(request.ResourceVersion);
        if (request.Match.Length > 0 && request.ResourceVersion.Length == 0)
            throw Problems.BadRequest("resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided");
        if (request.Match is not ("" or "Exact" or "NotOlderThan"))
            throw Problems.BadRequest($"resourceVersionMatch: Unsupported value: \"{request.Match}\": supported values: \"Exact\", \"NotOlderThan\"");
        if (wanted > newest)
            throw Problems.TooNew(wanted, newest);
        var isExact = request.Match == "Exact" || (request.Match.Length == 0 && request.Limit > 0);
        return isExact && wanted > 0 ? wanted : newest;
    }
}
