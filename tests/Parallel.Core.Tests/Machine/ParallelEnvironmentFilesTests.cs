using FluentAssertions;
using ParallelCore.Machine;

namespace ParallelCore.Tests.Machine;

/// <summary>The files in which Linux tells about quotas and affinity, from an invented root directory.</summary>
public sealed class ParallelEnvironmentFilesTests : IDisposable
{
    private const string Version2Mount = "31 23 0:28 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n";
    private const string Version1Mount = "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct\n";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("parallel-core-");

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("max 100000", null)]
    [InlineData("150000 100000\n", 1.5)]
    [InlineData("50000 100000", 0.5)]
    [InlineData("200000", 2.0)]
    [InlineData("10000 5000", 2.0)]
    [InlineData("", null)]
    [InlineData("rubbish here", null)]
    [InlineData("-1 100000", null)]
    [InlineData("100000 0", 1.0)]
    [InlineData(null, null)]
    public void ParseVersion2_AnyText_GivesProcessorsOrNothing(string? text, double? expected) => ContainerLimits.ParseVersion2(text).Should().Be(expected);

    [Theory]
    [InlineData("-1\n", "100000\n", null)]
    [InlineData("150000\n", "100000\n", 1.5)]
    [InlineData("150000", null, 1.5)]
    [InlineData(null, "100000", null)]
    [InlineData("", "", null)]
    public void ParseVersion1_AnyText_GivesProcessorsOrNothing(string? quota, string? period, double? expected) =>
        ContainerLimits.ParseVersion1(quota, period).Should().Be(expected);

    [Fact]
    public void ReadCpuQuota_Version2_TakesTheTightestOnTheWayUp()
    {
        Write("proc/self/cgroup", "0::/kubepods/pod1/box\n");
        Write("proc/self/mountinfo", Version2Mount);
        Write("sys/fs/cgroup/kubepods/cpu.max", "800000 100000");
        Write("sys/fs/cgroup/kubepods/pod1/cpu.max", "150000 100000");
        Write("sys/fs/cgroup/kubepods/pod1/box/cpu.max", "max 100000");

        Quota().Should().Be(1.5);
    }

    [Fact]
    public void ReadCpuQuota_Version2OwnNamespace_ReadsTheMountPoint()
    {
        Write("proc/self/cgroup", "0::/\n");
        Write("proc/self/mountinfo", Version2Mount);
        Write("sys/fs/cgroup/cpu.max", "250000 100000");

        Quota().Should().Be(2.5);
    }

    [Fact]
    public void ReadCpuQuota_GroupOutsideTheNamespace_ReadsTheMountPoint()
    {
        Write("proc/self/cgroup", "0::/../../other\n");
        Write("proc/self/mountinfo", Version2Mount);
        Write("sys/fs/cgroup/cpu.max", "250000 100000");

        Quota().Should().Be(2.5);
    }

    [Fact]
    public void ReadCpuQuota_Version1Container_StripsTheMountsRoot()
    {
        Write("proc/self/cgroup", "9:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc/job\n");
        Write("proc/self/mountinfo", Version1Mount.Replace(" / /sys", " /docker/abc /sys", StringComparison.Ordinal));
        Write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "300000\n");
        Write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n");
        Write("sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us", "-1\n");
        Write("sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us", "100000\n");

        Quota().Should().Be(3);
    }

    [Fact]
    public void ReadCpuQuota_BothVersions_TakesTheTighter()
    {
        Write("proc/self/cgroup", "4:cpu,cpuacct:/\n0::/\n");
        Write("proc/self/mountinfo", Version1Mount + Version2Mount.Replace("/sys/fs/cgroup ", @"/with\040space ", StringComparison.Ordinal));
        Write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "300000\n");
        Write("with space/cpu.max", "200000 100000\n");

        Quota().Should().Be(2);
    }

    [Theory]
    [InlineData("0::/\n", "")]
    [InlineData("", Version2Mount)]
    [InlineData("rubbish", "rubbish - \n - - -\n1 2 3 4 5 - cgroup2\n")]
    [InlineData("0::/a\n", Version2Mount)]
    public void ReadCpuQuota_NoGroupFilesOrRubbish_IsNothing(string groups, string mounts)
    {
        Write("proc/self/cgroup", groups);
        Write("proc/self/mountinfo", mounts);

        Quota().Should().BeNull();
    }

    [Fact]
    public void ReadCpuQuota_NoFilesAtAll_IsNothing() => Quota().Should().BeNull();

    [Fact]
    public void ReadCpuQuota_DirectoriesWhereFilesShouldBe_IsNothing()
    {
        Write("proc/self/cgroup/x", "");
        Write("proc/self/mountinfo/x", "");

        Quota().Should().BeNull();
    }

    [Theory]
    [InlineData("0-3,8,10-11", 7)]
    [InlineData("0\n", 1)]
    [InlineData(" 0-1 ", 2)]
    [InlineData("", null)]
    [InlineData("3-1", null)]
    [InlineData("a-b", null)]
    [InlineData("1-", null)]
    [InlineData("-1", null)]
    [InlineData("99999999999", null)]
    [InlineData(null, null)]
    public void CpuListCount_AnyText_CountsOrGivesUp(string? text, int? expected) => CpuList.Count(text).Should().Be(expected);

    [Theory]
    [InlineData("0-127", "0-7", 8)]
    [InlineData("0,2,4-9", "0-4", 3)]
    [InlineData("2-3", null, 2)]
    [InlineData("2-3", "rubbish", 2)]
    [InlineData(null, "0-3", null)]
    [InlineData("8-9", "0-3", null)]
    public void CpuListCountCommon_TwoLists_CountsTheIntersection(string? text, string? other, int? expected) => CpuList.CountCommon(text, other).Should().Be(expected);

    [Fact]
    public void AffinityCountLinux_StatusFile_CountsAllowedProcessorsThatAreOnline()
    {
        Write("proc/self/status", "Name:\tapp\nCpus_allowed:\tff\nCpus_allowed_list:\t0-1,4-127\nMems_allowed:\t1\n");
        Write("sys/devices/system/cpu/online", "0-7\n");

        AffinityMask.CountLinux(_root.FullName).Should().Be(6);
    }

    [Fact]
    public void AffinityCountLinux_NoFiles_IsUnknown() => AffinityMask.CountLinux(_root.FullName).Should().BeNull();

    private double? Quota() => ContainerLimits.ReadCpuQuota(_root.FullName);

    private void Write(string path, string text)
    {
        string file = Path.Combine(_root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
