"""The commands of the office, in the order of the help."""

from __future__ import annotations

from texts.front.usage.command import Usage

QUYDINH = Usage(
    name="quydinh",
    example="/quydinh Số đơn vị mỗi lần lấy ý kiến: 15",
    purpose="xem và đổi quy định của cơ quan",
)
DONVIMOI = Usage(
    name="donvimoi",
    example="/donvimoi Phòng Kinh tế; Sở Công Thương",
    purpose="thêm đơn vị",
)
SAPNHAP = Usage(
    name="sapnhap",
    example="/sapnhap Phòng Kinh tế; Phòng Tài nguyên; Nghị quyết 12/NQ-HĐND",
    purpose="sáp nhập đơn vị này vào đơn vị kia, xem trước rồi mới thực hiện",
    button="Sáp nhập",
)
DOITEN = Usage(
    name="doiten",
    example="/doiten Phòng Tài nguyên; Phòng Kinh tế, Hạ tầng và Đô thị; Quyết định 56/QĐ-UBND",
    purpose="đổi tên đơn vị",
)
CANBO = Usage(
    name="canbo",
    example="/canbo Nguyễn Văn An; Phòng Kinh tế; Chuyên viên; chuyên viên",
    purpose="thêm hoặc sửa thông tin cán bộ",
    button="Cập nhật",
)
MOI = Usage(
    name="moi",
    example="/moi Nguyễn Văn An",
    purpose="cấp mã mời, phiếu in cho cả đơn vị",
)
THULIENKET = Usage(
    name="thulienket",
    example="/thulienket Nguyễn Văn An",
    purpose="thu hồi liên kết tài khoản",
)
NHAPFILE = Usage(
    name="nhapfile",
    example="/nhapfile",
    purpose="nhập đơn vị, cán bộ, nhiệm vụ từ tệp XLSX",
    button="Nhập",
)
GHIGIAY = Usage(
    name="ghigiay",
    example="/ghigiay Nguyễn Văn An; /nhan NV-12",
    purpose="ghi việc cán bộ báo trên giấy",
)
XOACANBO = Usage(
    name="xoacanbo",
    example="/xoacanbo Nguyễn Văn An; nghỉ hưu, theo đề nghị của cá nhân",
    purpose="xóa dữ liệu cá nhân của một người",
    button="Xóa dữ liệu",
)
TRANGTHAI = Usage(
    name="trangthai",
    example="/trangthai",
    purpose="Dondoc hoạt động thế nào, ai chưa nhắn được",
)
