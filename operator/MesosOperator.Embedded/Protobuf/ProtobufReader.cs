using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MesosOperator.Embedded.Protobuf;

/// <summary>
/// Reads what <c>kubectl create namespace</c> and its like send: they speak protobuf alone for core kinds. Fails with
/// <see cref="JsonException"/>.
/// </summary>
internal static class ProtobufReader
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private const int TypeField = 1;
    private const int ObjectField = 2;

    /// <summary>Every message of Kubernetes begins so.</summary>
    private static ReadOnlySpan<byte> Prefix => "k8s\0"u8;

    public static JsonObject Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Prefix))
            throw new JsonException("the body is no protobuf of Kubernetes");
        var type = new JsonObject();
        ReadOnlySpan<byte> body = [];
        var reader = new WireReader(bytes[Prefix.Length..]);
        while (reader.Next())
        {
            if (reader.Number == TypeField)
                type = Read(reader.Bytes, WireTables.Type);
            else if (reader.Number == ObjectField)
                body = reader.Bytes;
        }
        if (!WireTables.Kinds.TryGetValue($"{type["apiVersion"]} {type["kind"]}", out var message))
            throw new JsonException($"{type["apiVersion"]} {type["kind"]} is read as JSON only");
        var result = Read(body, message);
        foreach (var (name, value) in type)
            result[name] = value?.DeepClone();
        return result;
    }

    private static JsonObject Read(ReadOnlySpan<byte> bytes, WireMessage message)
    {
        var result = new JsonObject();
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            var number = reader.Number;
            if (message.Fields.FirstOrDefault(candidate => candidate.Number == number) is { } field)
                Put(result, field, reader);
        }
        return result;
    }

    private static void Put(JsonObject result, WireField field, WireReader reader)
    {
        switch (field.Type)
        {
            case WireType.Number:
                result[field.Name] = (long)reader.Value;
                break;
            case WireType.Flag:
                result[field.Name] = reader.Value != 0;
                break;
            case WireType.Message:
                result[field.Name] = Read(reader.Bytes, field.Message!);
                break;
            case WireType.Texts:
                result[field.Name] ??= new JsonArray();
                result[field.Name]!.AsArray().Add(Text(reader.Bytes));
                break;
            case WireType.TextMap or WireType.BytesMap:
                result[field.Name] ??= new JsonObject();
                PutEntry(result[field.Name]!.AsObject(), new(reader.Bytes), field.Type == WireType.BytesMap);
                break;
            case WireType.Text when reader.Bytes.Length > 0:
                result[field.Name] = Text(reader.Bytes);
                break;
        }
    }

    private static void PutEntry(JsonObject map, WireReader entry, bool isBytes)
    {
        var (name, value) = ("", "");
        while (entry.Next())
        {
            if (entry.Number == 1)
                name = Text(entry.Bytes);
            else if (entry.Number == 2)
                value = isBytes ? Convert.ToBase64String(entry.Bytes) : Text(entry.Bytes);
        }
        map[name] = value;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
