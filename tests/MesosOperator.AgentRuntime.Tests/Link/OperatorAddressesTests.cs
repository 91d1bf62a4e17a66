using MesosOperator.AgentRuntime.Link;

namespace MesosOperator.AgentRuntime.Tests.Link;

public sealed class OperatorAddressesTests
{
    [Theory]
    [InlineData("http://a:5060", "http://a:5060/")]
    [InlineData("http://a:5060/", "http://a:5060/")]
    [InlineData("http://b:1,http://a:2", "http://b:1/ http://a:2/")]
    [InlineData(" http://b:1 , http://a:2 ,http://b:1", "http://b:1/ http://a:2/")]
    [InlineData("https://[::1]:5060,https://b", "https://[::1]:5060/ https://b/")]
    [InlineData("10.0.0.1:5060,operator:5060,[::1]:5060", "https://10.0.0.1:5060/ https://operator:5060/ https://[::1]:5060/")]
    public void Are_read_in_their_order_and_each_once(string text, string expected)
    {
        var (addresses, problems) = OperatorAddresses.Parse(text);

        Assert.Empty(problems);
        Assert.Equal(expected, string.Join(' ', addresses));
    }
}
