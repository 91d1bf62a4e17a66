using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Protocol.Tests.Json;

/// <summary>What Mesos' clients may write, and what it means.</summary>
public abstract class MesosJsonReaderTests
{
    private readonly JsonWay _json;

    private protected MesosJsonReaderTests(JsonWay json) => _json = json;

    [Fact]
    public void Unknown_fields_are_ignored_whatever_they_hold()
    {
        var call = Read<Call>("""{"frameworkId":{"value":"x"},"bogus":[1,{"a":[]}],"type":"SUPPRESS","":null,"b\u006fgus":{}}""");

        Assert.Equal(Call.Types.Type.Suppress, call.Type);
        Assert.Null(call.FrameworkId);
    }

    [Fact]
    public void Null_is_absent_everywhere()
    {
        var task = Read<TaskInfo>("""
            {"name":"n","task_id":{"value":"t"},"agent_id":{"value":"a"},"resources":null,"command":{"user":null,"arguments":[null,"x",null]},
             "executor":null,"data":null,"limits":{"cpus":null}}
            """);

        Assert.Empty(task.Resources);
        Assert.False(task.Command.HasUser);
        Assert.Equal(["x"], task.Command.Arguments);
        Assert.Null(task.Executor);
        Assert.False(task.HasData);
        Assert.Empty(task.Limits);
    }

    [Theory]
    [InlineData("\"TASK_FINISHED\"", TaskState.TaskFinished)]
    [InlineData("\"TASK_STAGING\"", TaskState.TaskStaging)]
    public void Enums_are_read_by_name(string json, TaskState state) =>
        Assert.Equal(state, Read<Protocol.Mesos.V1.TaskStatus>($$"""{"task_id":{"value":"t"},"state":{{json}}}""").State);

    [Fact]
    public void An_unknown_name_leaves_an_optional_enum_unset()
    {
        Assert.False(Read<Call>("""{"type":"FOO"}""").HasType);
        Assert.False(Read<Call>("""{"type":"KILL","type":"FOO"}""").HasType);
        Assert.Equal(
            [CapabilityInfo.Types.Capability.Kill],
            Read<CapabilityInfo>("""{"capabilities":["FLY","KILL"]}""").Capabilities);
    }

    [Theory]
    [InlineData("15", 15)]
    [InlineData("15.0", 15)]
    [InlineData("1.5e1", 15)]
    [InlineData("\"15\"", 15)]
    [InlineData("-1", -1)]
    [InlineData("\"-2147483648\"", int.MinValue)]
    public void Whole_numbers_may_be_quoted_or_look_like_doubles(string json, int expected) =>
        Assert.Equal(expected, Read<Address>($$"""{"port":{{json}}}""").Port);

    [Theory]
    [InlineData("18446744073709551615")]
    [InlineData("\"18446744073709551615\"")]
    public void The_largest_number_keeps_all_its_digits(string json) =>
        Assert.Equal(ulong.MaxValue, Read<Value.Types.Range>($$"""{"begin":{{json}},"end":0}""").Begin);

    [Theory]
    [InlineData("0.1", 0.1)]
    [InlineData("\"0.1\"", 0.1)]
    [InlineData("-1e-3", -0.001)]
    [InlineData("\"Infinity\"", double.PositiveInfinity)]
    [InlineData("\"-Infinity\"", double.NegativeInfinity)]
    [InlineData("\"NaN\"", double.NaN)]
    public void Doubles_may_be_quoted_and_infinite(string json, double expected) =>
        Assert.Equal(expected, Read<Value.Types.Scalar>($$"""{"value":{{json}}}""").Value);

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"true\"", true)]
    [InlineData("\"false\"", false)]
    public void Booleans_may_be_quoted(string json, bool expected) =>
        Assert.Equal(expected, Read<CommandInfo>($$"""{"shell":{{json}}}""").Shell);

    [Fact]
    public void Bytes_are_base64() =>
        Assert.Equal("hi", Read<Secret.Types.Value>("""{"data":"aGk="}""").Data.ToStringUtf8());

    [Fact]
    public void One_value_stands_for_a_list_of_one()
    {
        Assert.Equal("o1", Assert.Single(Read<Call.Types.Decline>("""{"offer_ids":{"value":"o1"}}""").OfferIds).Value);
        Assert.Equal("dev", Assert.Single(Read<Call.Types.Revive>("""{"roles":"dev"}""").Roles));
    }

    [Fact]
    public void The_last_of_two_equal_names_counts()
    {
        var call = Read<Call>("""
            {"revive":{"roles":["a","b"]},"kill":{"task_id":{"value":"t"},"agent_id":{"value":"a"}},
             "revive":{"roles":["c"]},"kill":{"task_id":{"value":"u"}},"type":"KILL","type":null}
            """);

        Assert.Equal(["c"], call.Revive.Roles);
        Assert.Equal("u", call.Kill.TaskId.Value);
        Assert.Null(call.Kill.AgentId);
        Assert.False(call.HasType);
    }

    [Fact]
    public void The_last_of_two_alternatives_counts()
    {
        var selector = Read<AttributeConstraint.Types.Selector>(
            """{"attribute_name":"rack","pseudoattribute_type":"ZONE"}""");

        Assert.Equal(AttributeConstraint.Types.Selector.SelectorOneofCase.PseudoattributeType, selector.SelectorCase);
    }

    [Fact]
    public void A_map_is_an_object()
    {
        var limits = Read<TaskInfo>("""
            {"name":"n","task_id":{"value":"t"},"agent_id":{"value":"a"},"limits":{"cpus":{"value":"Infinity"},"m\u0065m":{"value":1},"mem":{"value":2}}}
            """).Limits;

        Assert.Equal(double.PositiveInfinity, limits["cpus"].Value);
        Assert.Equal(2, limits["mem"].Value);
        Assert.Equal(2, limits.Count);
    }

    [Fact]
    public void Text_is_unescaped_and_may_be_of_any_script() =>
        Assert.Equal("a/\"\u00e9\U0001F600\n", Read<Label>("""{"key":"a\/\"é\ud83d\ude00\n"}""").Key);

    [Fact]
    public void A_name_may_be_escaped() => Assert.Equal("k", Read<Label>("""{"\u006bey":"k"}""").Key);

    [Fact]
    public void White_space_around_is_fine() => Assert.Equal("k", Read<Label>(" \r\n\t{ \"key\" : \"k\" } \n").Key);

    private T Read<T>(string json)
        where T : class, Google.Protobuf.IMessage<T>, new() => _json.Parse<T>(json);

    public sealed class Closed() : MesosJsonReaderTests(JsonWay.Closed);

    public sealed class Boxed() : MesosJsonReaderTests(JsonWay.Boxed);
}
