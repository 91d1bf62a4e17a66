using MesosOperator.Core.Master.Commands;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Tests.Support;

namespace MesosOperator.Runtime.Tests.Loop;

public sealed class MailboxTests
{
    private static readonly Command First = TestLoop.Subscribe("1");

    private static readonly Command Second = TestLoop.Subscribe("2");

    private readonly Mailbox _mailbox = new(new RuntimeLimits { MailboxCapacity = 1 });

    [Fact]
    public async Task Commands_come_out_in_the_order_in_which_they_went_in()
    {
        var mailbox = new Mailbox(new RuntimeLimits());
        mailbox.TryPost(First);
        var call = mailbox.CallAsync(Second);

        Assert.Same(First, Take(mailbox).Command);
        Take(mailbox).Answer();
        Assert.True((await call).IsDone);
    }

    [Fact]
    public async Task Full_mailbox_is_busy_and_what_it_holds_stays()
    {
        Assert.Equal(Admission.Accepted, _mailbox.TryPost(First));

        Assert.Equal(Admission.Busy, _mailbox.TryPost(Second));
        Assert.Equal(Admission.Busy, (await _mailbox.CallAsync(Second)).Admission);

        Assert.Same(First, Take(_mailbox).Command);
        Assert.False(_mailbox.TryTake(out _));
    }

    [Fact]
    public async Task Post_waits_for_room()
    {
        _mailbox.TryPost(First);
        var post = _mailbox.PostAsync(Second);
        Assert.False(post.IsCompleted);

        Take(_mailbox);

        Assert.Equal(Admission.Accepted, await post);
        Assert.Same(Second, Take(_mailbox).Command);
    }

    [Fact]
    public async Task Closed_mailbox_takes_nothing_and_gives_out_what_it_holds()
    {
        _mailbox.TryPost(First);
        var waiting = _mailbox.PostAsync(Second);
        _mailbox.Close();

        Assert.Equal(Admission.Stopping, await waiting);
        Assert.Equal(Admission.Stopping, _mailbox.TryPost(Second));
        Assert.True(await _mailbox.WaitAsync());
        Assert.Same(First, Take(_mailbox).Command);
        Assert.False(await _mailbox.WaitAsync());
    }

    [Fact]
    public async Task Wake_up_ends_the_wait_of_the_reader()
    {
        var wait = _mailbox.WaitAsync();
        Assert.False(wait.IsCompleted);

        _mailbox.Wake();

        Assert.True(await wait);
        Assert.Null(Take(_mailbox).Command);
    }

    private static Envelope Take(Mailbox mailbox)
    {
        Assert.True(mailbox.TryTake(out var envelope));
        return envelope;
    }
}
