using System.Text.Json;
using MesosOperator.Embedded.Protobuf;

namespace MesosOperator.Embedded.Tests.Protobuf;

public class ProtobufReaderTests
{
    [Fact]
    public void A_secret_is_read_as_json()
    {
        var secret = Message([.. Field(1, [.. Text(1, "name"), .. Field(11, [.. Text(1, "team"), .. Text(2, "red")])]), .. Field(2, [.. Text(1, "key"), .. Text(2, "value")]), 0x28, 1]);
        Assert.Equal(
            """{"metadata":{"name":"name","labels":{"team":"red"}},"data":{"key":"dmFsdWU="},"immutable":true,"apiVersion":"v1","kind":"Secret"}""",
            ProtobufReader.Read([.. "k8s\0"u8, .. Field(1, [.. Text(1, "v1"), .. Text(2, "Secret")]), .. secret]).ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("6B387300")]
    [InlineData("6B3873000A7F")]
    [InlineData("6B387300FFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("6B3873000F")]
    public void What_is_broken_is_refused(string hex) =>
        Assert.Throws<JsonException>(() => ProtobufReader.Read(Convert.FromHexString(hex)));

    private static byte[] Message(byte[] body) => Field(2, body);

    private static byte[] Text(int number, string text) => Field(number, System.Text.Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, byte[] bytes) => [(byte)((number << 3) | 2), (byte)bytes.Length, .. bytes];
}
