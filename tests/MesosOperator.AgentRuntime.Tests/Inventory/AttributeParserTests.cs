using MesosOperator.AgentRuntime.Inventory;

namespace MesosOperator.AgentRuntime.Tests.Inventory;

public sealed class AttributeParserTests
{
    [Fact]
    public void Reads_text_numbers_and_ranges()
    {
        var parsed = AttributeParser.Parse("rack:r1;zone : a/b;level:10;ports:[1-3,7-8]; url:http://x:80");

        Assert.Empty(parsed.Problems);
        Assert.Equal(
            [
                """{ "name": "rack", "type": "TEXT", "text": { "value": "r1" } }""",
                """{ "name": "zone", "type": "TEXT", "text": { "value": "a/b" } }""",
                """{ "name": "level", "type": "SCALAR", "scalar": { "value": 10 } }""",
                """{ "name": "ports", "type": "RANGES", "ranges": { "range": [ { "begin": "1", "end": "3" }, { "begin": "7", "end": "8" } ] } }""",
                """{ "name": "url", "type": "TEXT", "text": { "value": "http://x:80" } }""",
            ],
            parsed.Value.Select(attribute => attribute.ToString()));
    }

    [Theory]
    [InlineData("rack", "'rack' is not name:value")]
    [InlineData(":r1", "':r1' is not name:value")]
    [InlineData("rack:", "'rack:' is not name:value")]
    [InlineData("a:1;a:2", "a: given twice")]
    [InlineData("a:[1]", "a: '1' is not a range such as 31000-32000")]
    [InlineData("a:{x}", "a: '{x}' is neither text, nor a number, nor ranges")]
    [InlineData("a:b\tc", "a: 'b\tc' is neither text, nor a number, nor ranges")]
    public void Says_what_is_wrong(string text, string expected) =>
        Assert.Equal([expected], AttributeParser.Parse(text).Problems);

    [Fact]
    public void Lists_every_problem_at_once() =>
        Assert.Equal(["'x' is not name:value", "y: '{' is neither text, nor a number, nor ranges"], AttributeParser.Parse("x;ok:1;y:{").Problems);
}
