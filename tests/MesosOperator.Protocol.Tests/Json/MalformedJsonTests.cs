using System.Text;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Protocol.Messages;

namespace MesosOperator.Protocol.Tests.Json;

/// <summary>What is refused, with which words, and where the fault is said to be.</summary>
public abstract class MalformedJsonTests
{
    private readonly JsonWay _json;

    private protected MalformedJsonTests(JsonWay json) => _json = json;

    private const string Convert = "Failed to convert JSON into Call protobuf: ";
    private const string Parse = "Failed to parse body into JSON: ";

    [Theory]
    [InlineData("", Parse + "syntax error at line 1 near: ")]
    [InlineData("  ", Parse + "syntax error at line 1 near: ")]
    [InlineData("{nope", Parse + "syntax error at line 1 near: nope")]
    [InlineData("{\"type\":\n\n nope}", Parse + "syntax error at line 3 near: ope}")]
    [InlineData("{\"type\":\"KILL\"", Parse + "syntax error at line 1 near: ")]
    [InlineData("{\"type\":\"KILL\"} x", Parse + "syntax error at line 1 near: x")]
    [InlineData("{\"type\":\"KILL\",}", Parse + "syntax error at line 1 near: }")]
    [InlineData("// c\n{}", Parse + "syntax error at line 1 near: // c")]
    [InlineData("{\"type\":\"KI\tLL\"}", Parse + "syntax error at line 1 near: \tLL\"}")]
    [InlineData("[] []", Parse + "syntax error at line 1 near: []")]
    public void Text_that_is_not_JSON(string json, string message) => AssertFault(json, MessageFault.Syntax, message);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"SUBSCRIBE\"")]
    [InlineData("12")]
    [InlineData("[{\"type\":\"KILL\"}]")]
    public void JSON_that_is_no_object(string json) =>
        AssertFault(json, MessageFault.WrongKind, Convert + "Expecting a JSON object");

    [Theory]
    [InlineData("{\"type\":1}", "Not expecting a JSON number", "type")]
    [InlineData("{\"type\":{}}", "Not expecting a JSON object", "type")]
    [InlineData("{\"type\":[\"KILL\"]}", "Not expecting a JSON array", "type")]
    [InlineData("{\"type\":true}", "Not expecting a JSON boolean", "type")]
    [InlineData("{\"framework_id\":\"f\"}", "Not expecting a JSON string", "framework_id")]
    [InlineData("{\"framework_id\":[{\"value\":\"f\"}]}", "Not expecting a JSON array", "framework_id")]
    [InlineData("{\"framework_id\":{\"value\":1}}", "Not expecting a JSON number", "framework_id.value")]
    [InlineData("{\"framework_id\":{\"value\":false}}", "Not expecting a JSON boolean", "framework_id.value")]
    [InlineData("{\"revive\":{\"roles\":[\"a\",2]}}", "Not expecting a JSON number", "revive.roles[1]")]
    [InlineData("{\"revive\":{\"roles\":[[\"a\"]]}}", "Not expecting a JSON array", "revive.roles[0]")]
    [InlineData("{\"decline\":{\"offer_ids\":7}}", "Not expecting a JSON number", "decline.offer_ids")]
    [InlineData("{\"decline\":{\"filters\":{\"refuse_seconds\":\"soon\"}}}", "Expecting a number", "decline.filters.refuse_seconds")]
    [InlineData("{\"decline\":{\"filters\":{\"refuse_seconds\":\"inf\"}}}", "Expecting a number", "decline.filters.refuse_seconds")]
    [InlineData("{\"decline\":{\"filters\":{\"refuse_seconds\":\"1e999\"}}}", "Expecting a number", "decline.filters.refuse_seconds")]
    [InlineData("{\"decline\":{\"filters\":{\"refuse_seconds\":1e999}}}", "Expecting a number", "decline.filters.refuse_seconds")]
    [InlineData("{\"message\":{\"data\":\"***\"}}", "Failed to base64 decode", "message.data")]
    [InlineData("{\"message\":{\"data\":\"aGk\"}}", "Failed to base64 decode", "message.data")]
    [InlineData("{\"message\":{\"data\":[104]}}", "Not expecting a JSON array", "message.data")]
    [InlineData("{\"subscribe\":{\"offer_constraints\":{\"role_constraints\":[]}}}", "Not expecting a JSON array", "subscribe.offer_constraints.role_constraints")]
    [InlineData("{\"subscribe\":{\"offer_constraints\":{\"role_constraints\":{\"dev\":1}}}}", "Not expecting a JSON number", "subscribe.offer_constraints.role_constraints.dev")]
    [InlineData("{\"subscribe\":{\"framework_info\":{\"checkpoint\":\"yes\"}}}", "Not expecting a JSON string", "subscribe.framework_info.checkpoint")]
    [InlineData("{\"subscribe\":{\"framework_info\":{\"checkpoint\":1}}}", "Not expecting a JSON number", "subscribe.framework_info.checkpoint")]
    public void A_value_of_another_kind(string json, string words, string path)
    {
        var error = AssertFault(json, MessageFault.WrongKind, $"{Convert}{words} for field '{path}'");

        Assert.Equal(path, error.Path);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("18446744073709551616")]
    [InlineData("\"18446744073709551616\"")]
    [InlineData("1.5")]
    [InlineData("1e40")]
    [InlineData("\"\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"0x10\"")]
    public void A_number_that_does_not_fit(string number) => AssertFault(
        $$$$"""{"request":{"requests":[{"resources":[{"name":"ports","type":"RANGES","ranges":{"range":[{"begin":{{{{number}}}},"end":1}]}}]}]}}""",
        MessageFault.WrongKind,
        Convert + "Expecting a whole number from 0 to 18446744073709551615 for field 'request.requests[0].resources[0].ranges.range[0].begin'");

    [Theory]
    [InlineData("{\"framework_id\":{}}", "framework_id.value")]
    [InlineData("{\"framework_id\":{\"value\":null}}", "framework_id.value")]
    [InlineData("{\"subscribe\":{}}", "subscribe.framework_info")]
    [InlineData("{\"subscribe\":{\"framework_info\":{}}}", "subscribe.framework_info.user, subscribe.framework_info.name")]
    [InlineData("{\"accept\":{\"offer_ids\":[{\"value\":\"o\"},{}]}}", "accept.offer_ids[1].value")]
    [InlineData("{\"request\":{\"requests\":[{\"resources\":[{\"name\":\"cpus\",\"type\":\"WEIGHT\"}]}]}}", "request.requests[0].resources[0].type")]
    [InlineData("{\"subscribe\":{\"framework_info\":{\"user\":\"u\",\"name\":\"n\",\"offer_filters\":{\"dev\":{\"min_allocatable_resources\":{\"quantities\":[{\"quantities\":{\"cpus\":{}}}]}}}}}}",
        "subscribe.framework_info.offer_filters[dev].min_allocatable_resources.quantities[0].quantities[cpus].value")]
    public void A_required_field_that_is_absent_at_any_depth(string json, string fields) =>
        AssertFault(json, MessageFault.MissingField, $"{Convert}Missing required fields: {fields}");

    [Fact]
    public void No_more_than_some_absent_fields_are_listed()
    {
        var ids = string.Join(',', Enumerable.Repeat("{}", 10_000));
        var error = AssertFault($$$"""{"accept":{"offer_ids":[{{{ids}}}]}}""", MessageFault.MissingField, null);

        Assert.Equal(MessageCompleteness.MaxMissing, error.Message.Split(", ").Length);
    }

    [Theory]
    [InlineData("{\"x\":", "}")]
    [InlineData("[", "]")]
    public void Too_much_nesting_is_named_as_such(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));

        AssertFault($$"""{"unknown":{{deep}}}""", MessageFault.TooDeep, Parse + "nested deeper than 100 levels");
        AssertFault($$"""{"framework_id":{{deep}}}""", deep[0] == '[' ? MessageFault.WrongKind : MessageFault.TooDeep, null);
    }

    [Fact]
    public void The_deepest_nesting_is_fine()
    {
        var parents = string.Concat(Enumerable.Repeat("{\"value\":\"c\",\"parent\":", 99)) + "{\"value\":\"c\"}" + new string('}', 99);
        var container = _json.Parse<MesosOperator.Protocol.Mesos.V1.ContainerID>(Encoding.UTF8.GetBytes(parents));

        Assert.NotNull(container.Parent.Parent.Parent);
    }

    [Fact]
    public void Too_many_bytes_are_refused_before_they_are_read()
    {
        var error = Assert.Throws<MessageFormatException>(
            () => _json.Parse<Call>(new byte[101], new MessageLimits(MaxBytes: 100, MaxDepth: 10)));

        Assert.Equal(MessageFault.TooLarge, error.Fault);
        Assert.Equal("The message has 101 bytes; at most 100 are accepted", error.Message);
    }

    [Theory]
    [InlineData("{\"framework_id\":{\"value\":\"\\ud800\"}}")]
    [InlineData("{\"framework_id\":{\"value\":\"\\udc00\\ud800\"}}")]
    [InlineData("{\"message\":{\"data\":\"\\ud800\"}}")]
    [InlineData("{\"\\ud800\":1}")]
    public void Half_a_surrogate_pair_is_not_text(string json) => AssertFault(json, MessageFault.Syntax, null);

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_not_text()
    {
        var json = Encoding.UTF8.GetBytes("{\"framework_id\":{\"value\":\"?\"}}");
        json[Array.IndexOf(json, (byte)'?')] = 0xff;

        var error = Assert.Throws<MessageFormatException>(() => _json.Parse<Call>(json));

        Assert.Equal(MessageFault.Syntax, error.Fault);
        Assert.Equal(Parse + "a string is not valid Unicode for field 'framework_id.value'", error.Message);
    }

    private MessageFormatException AssertFault(string json, MessageFault fault, string? message)
    {
        var error = Assert.Throws<MessageFormatException>(() => _json.Parse<Call>(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(fault, error.Fault);
        Assert.Equal(message ?? error.Message, error.Message);
        return error;
    }

    public sealed class Closed() : MalformedJsonTests(JsonWay.Closed);

    public sealed class Boxed() : MalformedJsonTests(JsonWay.Boxed);
}
