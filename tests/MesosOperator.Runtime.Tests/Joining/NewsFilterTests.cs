using MesosOperator.Runtime.Joining;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.Runtime.Tests.Joining;

public sealed class NewsFilterTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void What_was_told_is_no_news_for_a_while()
    {
        var filter = new NewsFilter<string>(_time, TimeSpan.FromMinutes(1), 10);

        Assert.True(filter.IsNews("a"));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(filter.IsNews("a"));
        Assert.True(filter.IsNews("b"));
        _time.Advance(TimeSpan.FromSeconds(1)); // asking has prolonged nothing
        Assert.True(filter.IsNews("a"));
        Assert.False(filter.IsNews("b"));
    }

    [Fact]
    public void What_was_told_first_is_forgotten_first()
    {
        var filter = new NewsFilter<int>(_time, TimeSpan.FromMinutes(1), 3);
        foreach (var news in Enumerable.Range(0, 4))
            Assert.True(filter.IsNews(news));

        Assert.False(filter.IsNews(3));
        Assert.False(filter.IsNews(1));
        Assert.True(filter.IsNews(0));
        Assert.True(filter.IsNews(1)); // forgotten for it
    }
}
