using System.Collections;
using FluentAssertions;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

/// <summary>Every member takes the one lock, whichever way another thread holds it.</summary>
public sealed class SynchronizedLockTests
{
    public static TheoryData<string> ListMembers => [.. LockedMembers.Of(typeof(SynchronizedList<string>))];

    public static TheoryData<string> DictionaryMembers => [.. LockedMembers.Of(typeof(SynchronizedDictionary<string, string>))];

    public static TheoryData<string> SetMembers => [.. LockedMembers.Of(typeof(SynchronizedSet<string>))];

    [Theory]
    [MemberData(nameof(ListMembers))]
    public void ListMember_AnotherThreadIsInside_Waits(string member)
    {
        var list = new SynchronizedList<string>(["a", "b"]);
        LockedMembers.Waits(list, member, body => list.Update(_ => body())).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(DictionaryMembers))]
    public void DictionaryMember_AnotherThreadIsInside_Waits(string member)
    {
        var map = new SynchronizedDictionary<string, string>([new("a", "1"), new("b", "2")]);
        LockedMembers.Waits(map, member, body => map.Update(_ => body())).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(SetMembers))]
    public void SetMember_AnotherThreadIsInside_Waits(string member)
    {
        var set = new SynchronizedSet<string>(["a", "b"]);
        LockedMembers.Waits(set, member, body => set.Update(_ => body())).Should().BeTrue();
    }

    [Fact]
    public void Member_AnotherThreadHoldsSyncRoot_Waits()
    {
        foreach (ICollection collection in (ICollection[])[new SynchronizedList<string>(), new SynchronizedDictionary<string, string>()])
        {
            LockedMembers.Waits(collection, "Int32 get_Count()", body =>
            {
                lock (collection.SyncRoot)
                    body();
            }).Should().BeTrue();
            collection.IsSynchronized.Should().BeTrue();
        }
    }

    [Fact]
    public void Waits_MemberOfAPlainCollection_IsFalse()
    {
        var list = new List<string>();
        LockedMembers.Waits(list, "Int32 get_Count()", body =>
        {
            lock (list)
                body();
        }).Should().BeFalse("otherwise the other tests couldn't fail");
    }
}
