using Google.Protobuf;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Messages;
using MesosOperator.Protocol.Validation;
using Executor = MesosOperator.Protocol.Mesos.V1.Executor;
using Master = MesosOperator.Protocol.Mesos.V1.Master;
using Scheduler = MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Protocol.Tests.Recorded;

/// <summary>Each recorded request is accepted, or refused with the words that a real master had for it.</summary>
public sealed class RecordedRequestTests
{
    /// <summary>Answers that depend on more than the body: headers, or what the master knows.</summary>
    private static readonly string[] NotOfTheBody =
    [
        "31-bad-content-type", "31-no-content-type", "32-", "33-subscribe-mesos-stream-id-set", "34-call-no-stream-id",
        "34-call-unknown-framework", "34-call-wrong-stream-id", "37-call-after-teardown", "35-missing-submessage-UNKNOWN",
    ];

    public static TheoryData<string> SchedulerCalls =>
        [.. Capture.Names("0", ".req"), .. Capture.Names("10", ".req"), .. Capture.Names("3", ".req")
            .Where(name => !NotOfTheBody.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))];

    public static TheoryData<string> AcceptedOperatorCalls =>
        [.. Capture.Names("2", ".req").Where(name => Capture.Body(name).Length > 0 && Capture.Status(Response(name)) == "200")];

    [Theory, MemberData(nameof(SchedulerCalls))]
    public void A_scheduler_call_is_judged_as_recorded(string file)
    {
        var response = Response(file);
        var isRefused = File.Exists(Path.Combine(AppContext.BaseDirectory, "Captures", response))
            && Capture.Status(response) == "400";

        Assert.Equal(isRefused ? Capture.BodyText(response) : null, Judge(file));
    }

    [Theory, MemberData(nameof(AcceptedOperatorCalls))]
    public void An_accepted_operator_call_is_read(string file) =>
        Assert.True(MessageCodec.Json.Parse<Master.Call>(Capture.Body(file)).HasType);

    [Fact]
    public void An_executor_call_without_ids_is_refused_as_recorded()
    {
        var error = Assert.Throws<MessageFormatException>(
            () => MessageCodec.Json.Parse<Executor.Call>(Capture.Body("44-agent-executor-empty.req")));

        Assert.Equal(Capture.BodyText("44-agent-executor-empty.resp"), error.Message);
        Assert.Equal(MessageFault.MissingField, error.Fault);
    }

    private static string? Judge(string file)
    {
        var codec = file.Contains("protobuf", StringComparison.Ordinal) ? MessageCodec.Protobuf : MessageCodec.Json;
        try
        {
            return SchedulerCallValidator.Validate(codec.Parse<Scheduler.Call>(Capture.Body(file)));
        }
        catch (MessageFormatException error)
        {
            return error.Message;
        }
    }

    private static string Response(string request) => Path.ChangeExtension(request, ".resp");
}
