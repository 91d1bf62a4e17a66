using System.Globalization;

namespace MesosOperator.Protocol.Codecs;

/// <summary>What a client may be answered with, after its Accept header.</summary>
public static class AcceptHeader
{
    /// <summary>
    /// The codec to answer with, or null when the client takes neither (406). An absent header takes both, and
    /// JSON wins when both are taken, whatever the weights say, except that weight 0 excludes.
    /// </summary>
    public static MessageCodec? Choose(string? accept)
    {
        if (string.IsNullOrWhiteSpace(accept) || Takes(accept, MediaTypes.Json))
        {
            return MessageCodec.Json;
        }

        return Takes(accept, MediaTypes.Protobuf) ? MessageCodec.Protobuf : null;
    }

    /// <summary>The most exact range that covers the type decides, as HTTP says.</summary>
    private static bool Takes(ReadOnlySpan<char> accept, ReadOnlySpan<char> mediaType)
    {
        var best = 0;
        var taken = false;
        foreach (var part in accept.Split(','))
        {
            var range = accept[part];
            var parameters = range.IndexOf(';');
            var exactness = Exactness((parameters < 0 ? range : range[..parameters]).Trim(), mediaType);
            if (exactness > best)
            {
                best = exactness;
                taken = parameters < 0 || !HasWeightZero(range[(parameters + 1)..]);
            }
        }

        return taken;
    }

    private static int Exactness(ReadOnlySpan<char> range, ReadOnlySpan<char> mediaType) =>
        range.Equals(mediaType, StringComparison.OrdinalIgnoreCase) ? 3
        : range.Equals("application/*", StringComparison.OrdinalIgnoreCase) ? 2
        : range.SequenceEqual("*/*") ? 1
        : 0;

    private static bool HasWeightZero(ReadOnlySpan<char> parameters)
    {
        foreach (var part in parameters.Split(';'))
        {
            var parameter = parameters[part].Trim();
            if (parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight))
            {
                return weight == 0;
            }
        }

        return false;
    }
}
