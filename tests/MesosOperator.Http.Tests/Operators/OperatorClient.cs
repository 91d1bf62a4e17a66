using System.Text;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Master;
using Request = MesosOperator.Http.Tests.Support.Request;

namespace MesosOperator.Http.Tests.Operators;

/// <summary>Makes calls of the operator API.</summary>
internal static class OperatorClient
{
    public const string Path = "/api/v1";

    public static Request Message(Call call, MessageCodec codec) =>
        Request.Message(call, codec) with { Path = Path };

    public static Task<Answer> CallAsync(TestOperator target, Call call) => Answer.OfAsync(target, Message(call, MessageCodec.Json));

    /// <summary>A call in JSON as people write it.</summary>
    public static Task<Answer> CallAsync(TestOperator target, string json, params string[] headers) => Answer.OfAsync(
        target, headers.Aggregate(Request.Post(Path, MediaTypes.Json, Encoding.UTF8.GetBytes(json)), (request, header) => request.With(header)));

    /// <summary>A read, asked and answered in one of the encodings.</summary>
    public static async Task<Response> ReadAsync(TestOperator target, Call.Types.Type type, MessageCodec codec)
    {
        var call = new Call { Type = type };
        if (type == Call.Types.Type.GetMetrics)
            call.GetMetrics = new();
        var answer = await Answer.OfAsync(target, Message(call, codec).With($"Accept: {codec.MediaType}"));
        Assert.Equal((200, codec.MediaType), (answer.Status, answer.Head.Header("Content-Type")));
        var response = codec.Parse<Response>(answer.Body);
        Assert.Equal(type.ToString(), response.Type.ToString());
        return response;
    }
}
