using MesosOperator.Protocol.Certificates;

namespace MesosOperator.Protocol.Tests.Certificates;

public sealed class TokenFileTests
{
    private static readonly string Hash = "sha256:" + new string('a', 64);

    [Fact]
    public void Is_read_as_it_was_written()
    {
        var written = new TokenFile("abcdef.secret", [Hash]);

        var (read, problem) = TokenFile.Parse(written.Text);

        Assert.Null(problem);
        Assert.Equal((written.Token, Hash), (read!.Token, Assert.Single(read.Hashes)));
    }

    [Theory]
    [InlineData("", "holds no token")]
    [InlineData(" \n", "holds no token")]
    [InlineData("abcdef", "does not begin with a token such as <id>.<secret>")]
    [InlineData("abcdef.", "does not begin with a token such as <id>.<secret>")]
    [InlineData("a.b.c", "does not begin with a token such as <id>.<secret>")]
    [InlineData("a.b md5:12", "says 'md5:12' where the hash of an authority is expected, such as sha256:<64 hexadecimal digits>")]
    public void What_is_none_is_told(string text, string problem) => Assert.Equal((null, problem), TokenFile.Parse(text));

    [Fact]
    public void No_file_and_a_file_that_is_something_else_are_told()
    {
        Assert.StartsWith("'/no/token' cannot be read", TokenFile.Read("/no/token").Problem, StringComparison.Ordinal);
        Assert.Equal("'/dev/null' holds no token", TokenFile.Read("/dev/null").Problem);
    }
}
