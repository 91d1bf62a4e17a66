using System.Text;
using Google.Protobuf;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Tests.Json;

/// <summary>What Mesos' clients expect to read.</summary>
public abstract class MesosJsonWriterTests
{
    private readonly JsonWay _json;

    private protected MesosJsonWriterTests(JsonWay json) => _json = json;

    [Fact]
    public void Unset_fields_with_a_default_are_shown_unless_deprecated() => Assert.Equal(
        """{"user":"u","name":"n","failover_timeout":0.0,"checkpoint":false}""",
        Write(new FrameworkInfo { User = "u", Name = "n" }));

    [Fact]
    public void A_deprecated_field_is_shown_when_it_is_set() => Assert.Equal(
        """{"name":"cpus","type":"SCALAR","scalar":{"value":0.5},"role":"*"}""",
        Write(_json.Parse<Resource>("""{"role":"*","name":"cpus","type":"SCALAR","scalar":{"value":0.5}}"""u8)));

    [Fact]
    public void Defaults_are_those_of_each_kind() => Assert.Equal(
        """{"delay_seconds":15.0,"interval_seconds":10.0,"timeout_seconds":20.0,"consecutive_failures":3,"grace_period_seconds":10.0,"http":{"protocol":"IPv4","port":80}}""",
        Write(new HealthCheck { Http = new HealthCheck.Types.HTTPCheckInfo { Port = 80 } }));

    [Fact]
    public void Long_numbers_are_not_quoted() => Assert.Equal(
        """{"begin":0,"end":18446744073709551615}""",
        Write(new Value.Types.Range { Begin = 0, End = ulong.MaxValue }));

    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(15, "15.0")]
    [InlineData(-3, "-3.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1795382161.1129842, "1795382161.1129842")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e22, "1E+22")]
    [InlineData(double.Epsilon, "5E-324")]
    [InlineData(double.MaxValue, "1.7976931348623157E+308")]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    [InlineData(double.NaN, "\"NaN\"")]
    public void Doubles_keep_a_decimal_point(double value, string text) =>
        Assert.Equal($$"""{"value":{{text}}}""", Write(new Value.Types.Scalar { Value = value }));

    [Fact]
    public void Text_is_ASCII_on_one_line_with_as_few_escapes_as_can_be()
    {
        Assert.Equal("""{"key":"a/b<c>&'+\"\\\n\u0001"}""", Write(new Label { Key = "a/b<c>&'+\"\\\n\u0001" }));

        var foreign = Write(new Label { Key = "é\U0001F600\u2028/" });

        Assert.True(Ascii.IsValid(foreign));
        Assert.Equal("é\U0001F600\u2028/", _json.Parse<Label>(Encoding.ASCII.GetBytes(foreign)).Key);
    }

    [Fact]
    public void Bytes_are_base64() => Assert.Equal(
        """{"data":"+/+/"}""",
        Write(new Secret.Types.Value { Data = ByteString.CopyFrom(0xfb, 0xff, 0xbf) }));

    [Fact]
    public void A_map_is_an_object_and_an_empty_message_is_an_empty_one()
    {
        var filters = new OfferFilters { MinAllocatableResources = new() };
        filters.MinAllocatableResources.Quantities.Add(new OfferFilters.Types.ResourceQuantities
        {
            Quantities = { ["cpus"] = new Value.Types.Scalar { Value = 1 }, ["é"] = new Value.Types.Scalar { Value = 2 } },
        });
        filters.MinAllocatableResources.Quantities.Add(new OfferFilters.Types.ResourceQuantities());

        Assert.Equal(
            """{"min_allocatable_resources":{"quantities":[{"quantities":{"cpus":{"value":1.0},"\u00E9":{"value":2.0}}},{}]}}""",
            Write(filters));
    }

    [Fact]
    public void An_enum_number_without_a_name_is_a_fault_of_the_writer() =>
        Assert.Throws<InvalidOperationException>(() => Write(new Resource { Type = (Value.Types.Type)99 }));

    [Fact]
    public void A_failed_write_does_not_spoil_the_next_one()
    {
        Assert.Throws<InvalidOperationException>(() => Write(new Resource { Name = "x", Type = (Value.Types.Type)99 }));

        Assert.Equal("""{"key":"k"}""", Write(new Label { Key = "k" }));
    }

    private string Write(IMessage message) => _json.WriteText(message);

    public sealed class Closed() : MesosJsonWriterTests(JsonWay.Closed);

    public sealed class Boxed() : MesosJsonWriterTests(JsonWay.Boxed);
}
