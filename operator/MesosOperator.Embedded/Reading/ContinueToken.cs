using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using MesosOperator.Embedded.Answers;

namespace MesosOperator.Embedded.Reading;

/// <summary>Where a list goes on: the version that its first page had, and the last object that was listed.</summary>
internal sealed record ContinueToken(long Revision, string Namespace, string Name)
{
    public static ContinueToken Read(string text)
    {
        try
        {
            if (JsonSerializer.Deserialize<ContinueToken>(Base64Url.DecodeFromChars(text)) is { Namespace: not null, Name: not null } token)
                return token;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            // Said below.
        }
        throw Problems.BadRequest("continue key is not valid");
    }

    public string Write() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this)));
}
