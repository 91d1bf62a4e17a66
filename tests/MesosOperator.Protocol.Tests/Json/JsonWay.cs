using System.Buffers;
using System.Text;
using Google.Protobuf;
using MesosOperator.Protocol.Json;
using MesosOperator.Protocol.Messages;

namespace MesosOperator.Protocol.Tests.Json;

/// <summary>One of the two ways in which JSON is read and written; nobody must see which.</summary>
internal sealed class JsonWay
{
    private readonly MessagePlans _plans;

    private JsonWay(MessagePlans plans) => _plans = plans;

    /// <summary>That of programs that make code as they run.</summary>
    public static JsonWay Closed { get; } = new(MessagePlans.Closed());

    /// <summary>That of programs that were compiled ahead of time.</summary>
    public static JsonWay Boxed { get; } = new(MessagePlans.Boxed());

    public T Parse<T>(ReadOnlySpan<byte> utf8, MessageLimits? limits = null)
        where T : class, IMessage<T>, new() => MesosJsonReader.Parse<T>(utf8, limits, _plans);

    public T Parse<T>(string json)
        where T : class, IMessage<T>, new() => Parse<T>(Encoding.UTF8.GetBytes(json));

    public byte[] Write(IMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        MesosJsonWriter.Write(message, output, _plans);
        return output.WrittenSpan.ToArray();
    }

    public string WriteText(IMessage message) => Encoding.UTF8.GetString(Write(message));
}
