using MesosOperator.Http.Tests.Operators;
using MesosOperator.Http.Tests.Support;

namespace MesosOperator.Http.Tests.Reading;

/// <summary>Files: the operator has none, and says so as a Mesos master does of a path that it does not know (case X01).</summary>
public sealed class FilesTests
{
    [Theory]
    [InlineData("/files/browse?path=/", 404, "")]
    [InlineData("/files/read?path=/master/log&offset=0", 404, "")]
    [InlineData("/files/download?path=/nope", 404, "")]
    [InlineData("/files/browse", 400, "Expecting 'path=value' in query.\n")]
    [InlineData("/files/debug", 200, "{}")]
    public async Task X01_no_path_is_known(string path, int status, string text)
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await Answer.OfAsync(target, Request.Get(path));

        Assert.Equal((status, text), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData("""{"type":"LIST_FILES","list_files":{"path":"/"}}""", 404)]
    [InlineData("""{"type":"READ_FILE","read_file":{"path":"/no","offset":0}}""", 404)]
    [InlineData("""{"type":"READ_FILE","read_file":{"offset":0}}""", 400)]
    public async Task X01_a_call_for_a_file_finds_none(string call, int status)
    {
        await using var target = await TestOperator.StartAsync();

        Assert.Equal(status, (await OperatorClient.CallAsync(target, call)).Status);
    }
}
