using System.Text;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Tests.Api;

public class LineReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100_000)]
    public async Task Lines_are_the_same_however_they_arrive(int chunkBytes)
    {
        string[] lines = ["", "a", new string('b', 20_000), "", new string('c', 70_000), "d"];
        using var reader = new LineReader(new Chunks(string.Join('\n', lines) + "\nunfinished", chunkBytes), 100_000);
        var read = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken) is { } line)
            read.Add(Encoding.UTF8.GetString(line.Span));
        Assert.Equal(lines, read);
    }

    [Fact]
    public async Task A_line_without_an_end_is_refused()
    {
        using var reader = new LineReader(new Chunks(new string('a', 100_000), 1000), 50_000);
        await Assert.ThrowsAsync<IOException>(async () => await reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    private sealed class Chunks(string text, int bytesMax) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, bytesMax)], cancellationToken);
    }
}
