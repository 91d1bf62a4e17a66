using System.Text;
using Google.Protobuf;
using MesosOperator.Protocol.Json;

namespace MesosOperator.Protocol.Tests.Mapping;

/// <summary>Wire messages as people write them.</summary>
internal static class Parse
{
    public static T Json<T>(string json)
        where T : class, IMessage<T>, new() => MesosJsonReader.Parse<T>(Encoding.UTF8.GetBytes(json));

    public static string Text(IMessage message)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        MesosJsonWriter.Write(message, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
