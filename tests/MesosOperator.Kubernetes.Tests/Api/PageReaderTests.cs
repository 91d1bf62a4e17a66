using System.Text;
using System.Text.Json;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Tests.Api;

/// <summary>Pages of lists, in whatever pieces they come.</summary>
public sealed class PageReaderTests
{
    private const string Page = """
        {"kind":"PodList","items":[{"metadata":{"name":"a","items":[{"resourceVersion":"1"}]}}, {"metadata":{"name":"b"}},"odd"],
         "metadata":{"resourceVersion":"7","continue":"next","annotations":{"continue":"not this"}},"more":{"items":[{"name":"c"}]}}
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Objects_are_handed_out_whole_however_the_page_is_cut(int pieceBytes)
    {
        var (reader, taken) = Make();

        await reader.ReadAsync(new PieceStream(Encoding.UTF8.GetBytes(Page), pieceBytes), TestContext.Current.CancellationToken);

        Assert.Equal(["""{"metadata":{"name":"a","items":[{"resourceVersion":"1"}]}}""", """{"metadata":{"name":"b"}}"""], taken);
        Assert.Equal(("7", "next"), (reader.ResourceVersion, reader.Continue));
    }

    [Fact]
    public async Task An_object_that_is_longer_than_a_buffer_is_handed_out_whole()
    {
        var (reader, taken) = Make();
        var item = "{\"metadata\":{\"name\":\"" + new string('a', 200_000) + "\"}}";

        await reader.ReadAsync(new PieceStream(Encoding.UTF8.GetBytes("{\"items\":[" + item + "]}"), 5_000), TestContext.Current.CancellationToken);

        Assert.Equal([item], taken);
    }

    [Theory]
    [InlineData("""{"items":[{"metadata":{"name":"a"}},""")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task A_page_that_ends_too_soon_or_is_none_fails(string page) =>
        await Assert.ThrowsAnyAsync<JsonException>(() =>
            Make().Reader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(page)), TestContext.Current.CancellationToken));

    private static (PageReader Reader, List<string> Taken) Make()
    {
        var taken = new List<string>();
        return (new PageReader(text => taken.Add(Encoding.UTF8.GetString(text))), taken);
    }

    /// <summary>Gives so many bytes at a time.</summary>
    private sealed class PieceStream(byte[] text, int pieceBytes) : MemoryStream(text)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, pieceBytes)], cancellationToken);
    }
}
