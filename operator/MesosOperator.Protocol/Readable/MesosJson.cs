using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Readable;

/// <summary>JSON as Mesos' readable endpoints have it: every number has a fraction, and times are seconds.</summary>
public static class MesosJson
{
    /// <summary>A number, with a fraction whatever it is.</summary>
    public static void WriteDecimal(this Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        json.WriteRawValue(text.Contains('.') || text.Contains('E') ? text : text + ".0");
    }

    /// <summary>A moment in seconds; nothing where there is none.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, Instant? at)
    {
        if (at is { } moment)
            json.WriteDecimal(name, moment.ToSeconds());
    }

    /// <summary>A part of a wire message, in the wire's own JSON; nothing where it is not set.</summary>
    public static void WriteMessage(this Utf8JsonWriter json, string name, IMessage? message)
    {
        if (message is null)
            return;
        json.WritePropertyName(name);
        json.WriteMessageValue(message);
    }

    /// <summary>A wire message as an element of a list.</summary>
    public static void WriteMessageValue(this Utf8JsonWriter json, IMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        MessageCodec.Json.Write(message, buffer);
        json.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>Labels as a list of objects; nothing where there are none.</summary>
    public static void WriteLabels(this Utf8JsonWriter json, Labels? labels)
    {
        if (labels is null)
            return;
        json.WriteStartArray("labels");
        foreach (var label in labels.Labels_)
            json.WriteMessageValue(label);
        json.WriteEndArray();
    }

    /// <summary>A list of texts.</summary>
    public static void WriteNames(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
