using System.Text;

namespace MesosOperator.Http.Tests.Support;

/// <summary>A whole answer.</summary>
public sealed record Answer(ResponseHead Head, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public int Status => int.Parse(Head.StatusLine.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Sends a request on a connection of its own.</summary>
    public static Task<Answer> OfAsync(TestOperator target, Request request) => OfAsync(target, request.ToBytes());

    public static async Task<Answer> OfAsync(TestOperator target, ReadOnlyMemory<byte> request)
    {
        await using var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync(request);
        return await ReadAsync(connection);
    }

    /// <summary>Reads an answer that says its length.</summary>
    public static async Task<Answer> ReadAsync(RawConnection connection)
    {
        var head = await connection.ReadHeadAsync();
        return new(head, await connection.ReadBytesAsync(head.ContentLength));
    }
}
