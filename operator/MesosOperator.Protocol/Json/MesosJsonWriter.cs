using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;

namespace MesosOperator.Protocol.Json;

/// <summary>
/// Writes the JSON that Mesos clients read: one line of ASCII, set fields only, and besides them unset fields
/// that have a default and are not deprecated; 64-bit numbers unquoted, doubles with a decimal point.
/// </summary>
public static class MesosJsonWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        // Escapes no more than JSON asks for; text that is not ASCII is escaped before it gets here.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = 1000,
    };

    private static readonly ArrayBufferWriter<byte> Nowhere = new();

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Appends the JSON text of <paramref name="message"/> to <paramref name="output"/>.</summary>
    public static void Write(IMessage message, IBufferWriter<byte> output) => Write(message, output, MessagePlans.Default);

    /// <summary>The same by certain plans.</summary>
    internal static void Write(IMessage message, IBufferWriter<byte> output, MessagePlans plans)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(output);
        var writer = _writer ?? new Utf8JsonWriter(output, Options);
        _writer = null;
        writer.Reset(output);
        plans.For(message.Descriptor).Write(writer, message);
        writer.Flush();
        writer.Reset(Nowhere);
        _writer = writer;
    }
}
