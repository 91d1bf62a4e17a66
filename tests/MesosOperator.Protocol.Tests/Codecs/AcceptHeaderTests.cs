using MesosOperator.Protocol.Codecs;

namespace MesosOperator.Protocol.Tests.Codecs;

public sealed class AcceptHeaderTests
{
    [Theory]
    [InlineData(null, MediaTypes.Json)]
    [InlineData("", MediaTypes.Json)]
    [InlineData("*/*", MediaTypes.Json)]
    [InlineData("application/*", MediaTypes.Json)]
    [InlineData("application/json", MediaTypes.Json)]
    [InlineData("application/x-protobuf", MediaTypes.Protobuf)]
    [InlineData("application/x-protobuf, application/json", MediaTypes.Json)]
    [InlineData("application/x-protobuf;q=1, application/json;q=0.5", MediaTypes.Json)]
    [InlineData("application/json;q=0, application/x-protobuf", MediaTypes.Protobuf)]
    [InlineData("application/json;q=0, */*", MediaTypes.Protobuf)]
    [InlineData("text/html, application/x-protobuf;q=0.3, image/*", MediaTypes.Protobuf)]
    [InlineData("Application/JSON; charset=utf-8", MediaTypes.Json)]
    [InlineData("text/html", null)]
    [InlineData("application/recordio", null)]
    [InlineData("*/*;q=0", null)]
    [InlineData("*/*;q=0.000", null)]
    [InlineData(",;,;q=", null)]
    public void The_best_of_what_is_taken_is_chosen(string? accept, string? mediaType) =>
        Assert.Equal(mediaType, AcceptHeader.Choose(accept)?.MediaType);
}
